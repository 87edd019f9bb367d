/**
 * The stacks of a project as a whole: which there are, in which ring each is deployed, which of
 * them a change touches, and on which days one is frozen.
 *
 * <p>{@link dev.tenantry.stacks.TouchedStacks} is the judgement, {@link
 * dev.tenantry.stacks.GitChange} its facts. Nothing here registers a resource or asks an engine.
 */
package dev.tenantry.stacks;
