package dev.tenantry.agent;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.DomainName;
import dev.tenantry.config.TenantName;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantPort;

/**
 * Where users' requests for an agent go: what the tenants' door needs to know of it.
 *
 * @param namespace of the Service
 * @param service that leads to the orchestrators
 * @param port of the Service
 * @param host under which users reach the agent, below the tenant's own domain
 */
public record AgentRoute(String namespace, String service, int port, String host) {
  /**
   * The route to an agent.
   *
   * @param domain the parent of the tenants' own domains
   */
  static AgentRoute of(DomainName domain, TenantName tenant, AgentName agent) {
    return new AgentRoute(
        Names.namespace(tenant),
        AgentNames.orchestrator(agent),
        TenantPort.ENTRY.port(),
        AgentNames.publicHost(domain, tenant, agent));
  }
}
