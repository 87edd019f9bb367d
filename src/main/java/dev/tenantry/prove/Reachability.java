package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Network policies, evaluated: {@code networking.k8s.io/v1} as its API documentation defines it.
 *
 * <p>A pod that no policy selects for a direction is open in it. One that some policy selects is
 * open to the union of what all of these allow. Traffic passes if the sender's egress and the
 * receiver's ingress both allow it. Policies of GKE that name hosts open these hosts and nothing
 * else, and isolate nothing here, which can only make the result wider.
 */
public final class Reachability {
  private final Map<String, List<Policy>> policies = new HashMap<>();

  /** Of all policies of a cluster. */
  public Reachability(List<Policy> policies) {
    for (Policy policy : policies) {
      this.policies.computeIfAbsent(policy.namespace(), name -> new ArrayList<>()).add(policy);
    }
  }

  /** All policies of a Namespace. */
  List<Policy> policiesOf(String namespace) {
    return policies.getOrDefault(namespace, List.of());
  }

  /** What a pod may send, judged alone. */
  public Side egress(Pod pod) {
    return side(pod, Side.Direction.EGRESS);
  }

  /** What a pod accepts, judged alone. */
  public Side ingress(Pod pod) {
    return side(pod, Side.Direction.INGRESS);
  }

  /** The ports on which one pod reaches another; a pod always reaches itself. */
  public PortSet between(Pod from, Pod to) {
    if (from.namespace().equals(to.namespace()) && from.name().equals(to.name())) {
      return PortSet.ALL;
    }
    return egress(from).with(to).and(ingress(to).with(from));
  }

  /** The hosts that a pod may send to by name. */
  public SortedMap<String, PortSet> hosts(Pod pod) {
    SortedMap<String, PortSet> hosts = new TreeMap<>();
    for (Policy policy : policiesOf(pod.namespace())) {
      if (policy.selects(pod)) {
        policy.hosts().forEach((host, ports) -> hosts.merge(host, ports, PortSet::or));
      }
    }
    return hosts;
  }

  private Side side(Pod pod, Side.Direction direction) {
    boolean egress = direction == Side.Direction.EGRESS;
    boolean isolated = false;
    List<Side.Opening> openings = new ArrayList<>();
    for (Policy policy : policiesOf(pod.namespace())) {
      if (policy.selects(pod)) {
        isolated |= egress ? policy.isolatesEgress() : policy.isolatesIngress();
        List<PolicyRule> rules = egress ? policy.egress() : policy.ingress();
        for (int rule = 0; rule < rules.size(); rule++) {
          openings.add(new Side.Opening(policy, rule + 1, rules.get(rule)));
        }
      }
    }
    return new Side(pod, direction, isolated, openings);
  }
}
