/** Mode {@code orchestrator}: sessions over HTTP, and a loop over model and tools. */
package dev.tenantry.agentimage.orchestrator;
