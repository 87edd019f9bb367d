/** The agent's tasks in the tenant's account of NATS. */
package dev.tenantry.agentimage.queue;
