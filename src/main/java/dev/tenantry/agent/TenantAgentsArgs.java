package dev.tenantry.agent;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.kubernetes.LitestreamSidecar;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.MountedSecrets;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantId;
import dev.tenantry.settings.AgentSettings;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tenant's agents are declared from.
 *
 * @param stack the stack that owns them
 * @param tenant the tenant's file
 * @param platform the cluster's facts
 * @param shared what all agents share
 * @param namespaceName the tenant's Namespace
 * @param namespace the Namespace as a resource, on which all objects in it depend
 * @param accounts the tenant's ServiceAccounts by name
 * @param googleAccounts their Google service accounts by the same names; empty in mode direct
 * @param secrets what the pods of each ServiceAccount mount, by its name
 * @param sidecars what the pods of each agent add for its SQLite file; empty for other modes
 */
public record TenantAgentsArgs(
    String stack,
    TenantConfig tenant,
    PlatformConfig platform,
    AgentsConfig shared,
    Output<String> namespaceName,
    Resource namespace,
    SortedMap<String, Resource> accounts,
    SortedMap<String, Resource> googleAccounts,
    SortedMap<String, MountedSecrets> secrets,
    SortedMap<AgentName, LitestreamSidecar> sidecars) {
  AgentSettings settings() {
    return new AgentSettings(tenant, shared);
  }

  TenantId id() {
    return TenantId.of(Names.environment(stack), tenant.name());
  }

  MountedSecrets secretsOf(String account) {
    return secrets.getOrDefault(account, MountedSecrets.NONE);
  }

  /** With the labels that every object of the tenant has. */
  Metadata metadata(String objectName) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(Labels.TENANT_ID, tenant.name().value());
    labels.put(Labels.TIER, tenant.tier().label());
    labels.put(Labels.COST_CENTRE, tenant.costCentre().value());
    labels.put(Labels.RING, tenant.ring().label());
    return new Metadata(objectName, stack, labels);
  }
}
