package dev.tenantry.prove;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One direction of one pod's traffic, judged as if the rest of the world were open.
 *
 * @param pod whose traffic
 * @param direction which way
 * @param isolated whether any policy isolates the pod in this direction; if none does, all is open
 * @param openings every rule that selects the pod
 */
public record Side(Pod pod, Direction direction, boolean isolated, List<Opening> openings) {
  /** The direction of traffic, seen from the pod that policies select. */
  public enum Direction {
    INGRESS,
    EGRESS;

    String label() {
      return this == INGRESS ? "ingress" : "egress";
    }
  }

  /**
   * One rule that opens something.
   *
   * @param number its place in the policy's list, from 1
   */
  record Opening(Policy policy, int number, PolicyRule rule) {}

  /** Copies the list. */
  public Side {
    openings = List.copyOf(openings);
  }

  /** The ports that this side alone leaves open between the pod and another one. */
  public PortSet with(Pod peer) {
    if (!isolated) {
      return PortSet.ALL;
    }
    PortSet open = PortSet.NONE;
    for (Opening opening : openings) {
      open = open.or(openedBy(opening, peer));
    }
    return open;
  }

  /** What this side alone leaves open between the pod and any address, exactly. */
  public AddressPorts addresses() {
    if (!isolated) {
      return AddressPorts.ALL;
    }
    return openings.stream()
        .map(opening -> opening.rule().blocks(portsOf(opening)))
        .reduce(AddressPorts.NONE, AddressPorts::or);
  }

  /**
   * Names every rule that opens one of these ports towards a pod; or says that nothing isolates.
   */
  Set<String> reasons(Pod peer, PortSet ports) {
    Set<String> reasons = notIsolated();
    for (Opening opening : openings) {
      if (isolated && !openedBy(opening, peer).and(ports).isEmpty()) {
        reasons.add(describe(opening));
      }
    }
    return reasons;
  }

  /** Names every rule that opens a part of {@code pairs}; or says that nothing isolates. */
  Set<String> reasons(AddressPorts pairs) {
    Set<String> reasons = notIsolated();
    for (Opening opening : openings) {
      if (isolated && !opening.rule().blocks(portsOf(opening)).and(pairs).isEmpty()) {
        reasons.add(describe(opening));
      }
    }
    return reasons;
  }

  private PortSet openedBy(Opening opening, Pod peer) {
    PolicyRule rule = opening.rule();
    if (!rule.concerns(opening.policy().namespace(), peer)) {
      return PortSet.NONE;
    }
    // A named port is one of the pod that is called: the peer's if this pod sends.
    return rule.portsOf(direction == Direction.EGRESS ? peer : pod);
  }

  private PortSet portsOf(Opening opening) {
    PolicyRule rule = opening.rule();
    return direction == Direction.EGRESS ? rule.numbers() : rule.portsOf(pod);
  }

  private Set<String> notIsolated() {
    Set<String> reasons = new TreeSet<>();
    if (!isolated) {
      reasons.add("no policy in " + pod.namespace() + " isolates its " + direction.label());
    }
    return reasons;
  }

  private String describe(Opening opening) {
    return String.format("%s, %s rule %d", opening.policy(), direction.label(), opening.number());
  }
}
