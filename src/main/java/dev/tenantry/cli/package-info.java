/**
 * The {@code tenantry} command: one class per verb.
 *
 * <p>Verbs load a stack's files by {@code config}, and either print, render without an engine, or
 * drive the real engine through the SDK's Automation API. They create no resource themselves:
 * {@link dev.tenantry.Platform} does.
 */
package dev.tenantry.cli;
