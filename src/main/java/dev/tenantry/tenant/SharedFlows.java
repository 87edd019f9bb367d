package dev.tenantry.tenant;

import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyEgressRuleArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.kubernetes.NetworkRules;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.SharedService;
import dev.tenantry.naming.TenantPort;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What passes between a tenant and the shared services: the tenant's end of it. */
final class SharedFlows {
  private SharedFlows() {}

  static Map<String, NetworkPolicySpecArgs> policies() {
    Map<String, NetworkPolicySpecArgs> policies = new TreeMap<>();
    policies.put(Names.EGRESS_GATEWAY, egress(Names.AI_GATEWAY_NAMESPACE));
    policies.put(Names.EGRESS_TELEMETRY, egress(Names.OBSERVABILITY_NAMESPACE));
    policies.put(Names.EGRESS_DATA, egress(Names.DATA_NAMESPACE));
    for (TenantPort port : TenantPort.values()) {
      policies.put(Names.ingressTo(port.label()), ingress(port));
    }
    return policies;
  }

  /** All services of a Namespace; they have the same callers, or they would need two policies. */
  private static NetworkPolicySpecArgs egress(String namespace) {
    List<SharedService> services = SharedService.in(namespace);
    List<NetworkPolicyEgressRuleArgs> rules =
        services.stream()
            .map(service -> NetworkRules.to(NetworkRules.podsOf(service), service.ports()))
            .toList();
    return NetworkRules.egress(NetworkRules.selector(services.get(0).callers()), rules);
  }

  /** Where the stack declares what runs agents, a PodMonitoring has Google's collector come. */
  static NetworkPolicySpecArgs googleMetrics() {
    return NetworkRules.ingress(
        NetworkRules.selector(TenantPort.METRICS.roles()),
        NetworkRules.googleMetricsCollector(),
        List.of(TenantPort.METRICS.port()));
  }

  private static NetworkPolicySpecArgs ingress(TenantPort port) {
    return NetworkRules.ingress(
        NetworkRules.selector(port.roles()),
        NetworkRules.podsOf(port.caller()),
        List.of(port.port()));
  }
}
