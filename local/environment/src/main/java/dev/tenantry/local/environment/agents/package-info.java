/**
 * Processes that a plan describes: agents, their tools and workers, and what they call. What the
 * processes are is the business of whoever writes the plan; this package gives them ports, files
 * and certificates, and keeps them running.
 */
package dev.tenantry.local.environment.agents;
