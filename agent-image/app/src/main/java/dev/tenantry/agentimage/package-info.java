/**
 * The reference agent: one program that runs as orchestrator, tool or worker.
 *
 * <p>{@code Main} reads the contract's environment and starts one mode. It needs no framework: the
 * JDK serves HTTP, {@code settings} reads, {@code process} starts and drains.
 */
package dev.tenantry.agentimage;
