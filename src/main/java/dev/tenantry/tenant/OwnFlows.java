package dev.tenantry.tenant;

import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.kubernetes.NetworkRules;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.PodRole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What passes between pods of one tenant: both ends of it. */
final class OwnFlows {
  private static final List<PodRole> CALLERS_OF_TOOLS =
      List.of(PodRole.ORCHESTRATOR, PodRole.BROKER);

  /** The broker is all that code which a model wrote can see of the world. */
  private static final List<PodRole> CALLERS_OF_BROKER =
      List.of(PodRole.ORCHESTRATOR, PodRole.CODE_EXECUTION);

  private OwnFlows() {}

  static Map<String, NetworkPolicySpecArgs> policies() {
    Map<String, NetworkPolicySpecArgs> policies = new TreeMap<>();
    put(policies, Names.TOOLS, CALLERS_OF_TOOLS, PodRole.TOOL, Names.TOOL_PORT);
    put(policies, Names.BROKER, CALLERS_OF_BROKER, PodRole.BROKER, Names.BROKER_PORT);
    return policies;
  }

  private static void put(
      Map<String, NetworkPolicySpecArgs> policies,
      String what,
      List<PodRole> callers,
      PodRole called,
      int port) {
    var callerPods = NetworkRules.selector(callers);
    var calledPods = NetworkRules.selector(List.of(called));
    policies.put(
        Names.egressTo(what),
        NetworkRules.egress(
            callerPods, List.of(NetworkRules.to(NetworkRules.ownPods(calledPods), List.of(port)))));
    policies.put(
        Names.ingressTo(what),
        NetworkRules.ingress(calledPods, NetworkRules.ownPods(callerPods), List.of(port)));
  }
}
