package dev.tenantry.agent;

/**
 * Where users' requests for an agent go: what the tenants' door needs to know of it.
 *
 * @param namespace of the Service
 * @param service that leads to the orchestrators
 * @param port of the Service
 * @param host under which users reach the agent, below the tenant's own domain
 */
public record AgentRoute(String namespace, String service, int port, String host) {}
