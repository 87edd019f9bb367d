/**
 * What a change of a stack will do, for the person who reviews it.
 *
 * <p>{@link dev.tenantry.plan.Preview} is what was asked: steps, verdicts and remarks of an engine
 * or of a recording. {@link dev.tenantry.plan.Plan} is what there is to say about it: per tenant,
 * with secrets masked. The rest writes a plan down. Nothing here knows an engine, a cluster or a
 * file.
 */
package dev.tenantry.plan;
