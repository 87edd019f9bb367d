package dev.tenantry.tenant;

import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.ClusterConfig;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.kubernetes.NetworkRules;
import dev.tenantry.naming.Names;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom a tenant's pods may talk to: all its network policies, as one table of contents.
 *
 * <p>Everything is closed first; each further policy opens one thing for pods with the right label.
 * What each one is for: docs/network-isolation.md.
 */
final class Isolation {
  private Isolation() {}

  /** Every NetworkPolicy of a tenant by its name. */
  static SortedMap<String, NetworkPolicySpecArgs> policies(
      TenantConfig tenant, PlatformConfig platform) {
    ClusterConfig cluster = platform.cluster();
    SortedMap<String, NetworkPolicySpecArgs> policies = new TreeMap<>();
    policies.put(Names.DEFAULT_DENY, NetworkRules.denyAll());
    policies.put(Names.ALLOW_DNS, OutsideFlows.allowDns(cluster.dns()));
    policies.put(Names.ALLOW_METADATA, OutsideFlows.allowMetadata(cluster.network().datapath()));
    policies.put(
        Names.EGRESS_GOOGLE_APIS, OutsideFlows.egressGoogleApis(cluster.network().googleApis()));
    policies.putAll(SharedFlows.policies());
    policies.putAll(OwnFlows.policies());
    if (platform.agents().filter(AgentsConfig::isDeclared).isPresent()) {
      policies.put(Names.INGRESS_GOOGLE_METRICS, SharedFlows.googleMetrics());
    }
    if (!tenant.allowedRanges().isEmpty()) {
      policies.put(Names.EGRESS_RANGES, OutsideFlows.egressRanges(tenant.allowedRanges()));
    }
    return policies;
  }
}
