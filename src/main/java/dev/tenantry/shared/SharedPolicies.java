package dev.tenantry.shared;

import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.kubernetes.NetworkRules;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.SharedService;
import dev.tenantry.naming.TenantPort;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What passes between the shared services and all tenants: the services' end of it. */
final class SharedPolicies {
  private SharedPolicies() {}

  /** Every NetworkPolicy of a shared Namespace by its name. */
  static SortedMap<String, NetworkPolicySpecArgs> of(String namespace) {
    SortedMap<String, NetworkPolicySpecArgs> policies = new TreeMap<>();
    policies.put(Names.DEFAULT_DENY, NetworkRules.denyAll());
    for (SharedService service : SharedService.in(namespace)) {
      if (!service.callers().isEmpty()) {
        policies.put(Names.ingressTo(service.app()), ingress(service));
      }
    }
    for (TenantPort port : TenantPort.calledFrom(namespace)) {
      policies.put(Names.egressTo(port.label()), egress(port));
    }
    return policies;
  }

  private static NetworkPolicySpecArgs ingress(SharedService service) {
    return NetworkRules.ingress(
        NetworkRules.selector(service),
        NetworkRules.podsOfTenants(NetworkRules.selector(service.callers())),
        service.ports());
  }

  private static NetworkPolicySpecArgs egress(TenantPort port) {
    return NetworkRules.egress(
        NetworkRules.selector(port.caller()),
        List.of(
            NetworkRules.to(
                NetworkRules.podsOfTenants(NetworkRules.selector(port.roles())),
                List.of(port.port()))));
  }
}
