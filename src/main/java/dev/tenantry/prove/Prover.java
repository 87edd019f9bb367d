package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Holds the policies of a stack to a table of flows.
 *
 * <p>Every pod of a declared Namespace is judged one side at a time, as if the rest of the world
 * were open: what it may send and what it accepts must each be exactly the table's, to every other
 * pod and to every address. A hole that only the neighbour's policies happen to close is a failure.
 * Pairs are then judged together.
 */
public final class Prover {
  private final Flows flows;
  private final Reachability reachability;
  private final ClusterModel model;
  private final Collection<PodClasses.PodClass> classes;
  private final Map<Pod, Side> egress = new HashMap<>();
  private final Map<Pod, Side> ingress = new HashMap<>();
  private final ReachabilityTable table;
  private final List<String> failures = new ArrayList<>();
  private int claims;

  private Prover(List<Map<String, Object>> objects, Flows flows) {
    this.flows = flows;
    this.model = ClusterModel.of(objects, flows);
    this.reachability = new Reachability(model.policies());
    this.classes = new PodClasses(model, reachability).classes();
    this.table = new ReachabilityTable(flows);
  }

  /**
   * Checks every claim.
   *
   * @param objects the stack's Kubernetes objects, as maps
   * @param flows what must be reachable, and nothing else
   * @throws IllegalArgumentException if a policy cannot be judged
   */
  public static Proof prove(List<Map<String, Object>> objects, Flows flows) {
    return new Prover(objects, flows).prove();
  }

  private Proof prove() {
    for (PodClasses.PodClass from : classes) {
      if (from.managed()) {
        judgeAddresses(from);
        judgeHosts(from);
      }
      for (PodClasses.PodClass to : classes) {
        if (from.managed() || to.managed()) {
          judgeInsideOneNamespace(from, to);
          judgeAcrossNamespaces(from, to);
        }
      }
    }
    return new Proof(
        model.tenants(),
        model.policies().size(),
        model.members().size(),
        classes.size(),
        claims,
        failures,
        table);
  }

  private void judgeAddresses(PodClasses.PodClass one) {
    Pod pod = one.first();
    AddressPorts sent = egress(pod).addresses();
    table.addAddresses(one.workload(), sent);
    // Pods of one class have equal policies, but each Namespace may have declared something else.
    Map<AddressPorts, Pod> declared = new LinkedHashMap<>();
    one.pods()
        .values()
        .forEach(each -> declared.putIfAbsent(flows.sent(each.namespace(), one.workload()), each));
    declared.forEach((ports, each) -> judgeAddresses(egress(each), "sends to", ports));
    judgeAddresses(ingress(pod), "accepts from", flows.accepted(one.workload()));
  }

  private void judgeAddresses(Side side, String verb, AddressPorts declared) {
    claims++;
    AddressPorts actual = side.addresses();
    AddressPorts open = actual.minus(declared);
    AddressPorts closed = declared.minus(actual);
    if (!open.isEmpty()) {
      failures.add(
          String.format(
              "%s %s %s, which no flow declares: %s.",
              side.pod(), verb, open, String.join("; ", side.reasons(open))));
    }
    if (!closed.isEmpty()) {
      failures.add(
          String.format(
              "%s must be open: %s %s; no rule of its Namespace opens it.",
              side.pod(), verb, closed));
    }
  }

  private void judgeHosts(PodClasses.PodClass one) {
    for (Pod pod : one.pods().values()) {
      claims++;
      SortedMap<String, PortSet> actual = reachability.hosts(pod);
      SortedMap<String, PortSet> declared = flows.hosts(pod.namespace(), one.workload());
      if (!actual.equals(declared)) {
        failures.add(
            String.format(
                "%s sends to the hosts %s, but the table declares %s.", pod, actual, declared));
      }
    }
  }

  private void judgeInsideOneNamespace(PodClasses.PodClass from, PodClasses.PodClass to) {
    Set<String> others = to.pods().keySet();
    from.pods().keySet().stream()
        .filter(others::contains)
        .findFirst()
        .ifPresent(name -> judge(from, from.pods().get(name), to, to.pods().get(name)));
  }

  private void judgeAcrossNamespaces(PodClasses.PodClass from, PodClasses.PodClass to) {
    String first = from.pods().firstKey();
    if (!to.pods().firstKey().equals(first)) {
      judge(from, from.first(), to, to.first());
    } else if (to.pods().size() > 1) {
      judge(from, from.first(), to, to.pods().lastEntry().getValue());
    } else if (from.pods().size() > 1) {
      judge(from, from.pods().lastEntry().getValue(), to, to.first());
    }
  }

  private void judge(PodClasses.PodClass from, Pod sender, PodClasses.PodClass to, Pod receiver) {
    boolean same = sender.namespace().equals(receiver.namespace());
    PortSet declared = flows.reached(from.workload(), to.workload(), same);
    PortSet tolerated = flows.toleratedAtService(from.workload(), to.workload());
    PortSet sent = egress(sender).with(receiver);
    PortSet accepted = ingress(receiver).with(sender);
    PortSet both = sent.and(accepted);
    int failedBefore = failures.size();
    table.addPods(from.workload(), to.workload(), same, both);
    if (from.managed()) {
      PortSet most = from.workload().isOfTenants() ? declared : declared.or(tolerated);
      judge(egress(sender), sender + " may send to " + receiver, receiver, sent, declared, most);
    }
    if (to.managed()) {
      PortSet most = to.workload().isOfTenants() ? declared : declared.or(tolerated);
      String what = receiver + " accepts from " + sender;
      judge(ingress(receiver), what, sender, accepted, declared, most);
    }
    claims++;
    // Said once: a side that is too wide has been reported, what both tolerate has not.
    if (failures.size() == failedBefore && !both.minus(declared).isEmpty()) {
      failures.add(
          String.format(
              "%s reaches %s on %s, which no flow declares, by the policies of both.",
              sender, receiver, both.minus(declared)));
    }
  }

  private void judge(
      Side side, String what, Pod peer, PortSet actual, PortSet least, PortSet most) {
    claims++;
    PortSet open = actual.minus(most);
    PortSet closed = least.minus(actual);
    if (!open.isEmpty()) {
      failures.add(
          String.format(
              "%s on %s, which no flow declares: %s.",
              what, open, String.join("; ", side.reasons(peer, open))));
    }
    if (!closed.isEmpty()) {
      failures.add(
          String.format(
              "%s must hold on %s, but no %s rule in %s opens it.",
              what, closed, side.direction().label(), side.pod().namespace()));
    }
  }

  private Side egress(Pod pod) {
    return egress.computeIfAbsent(pod, reachability::egress);
  }

  private Side ingress(Pod pod) {
    return ingress.computeIfAbsent(pod, reachability::ingress);
  }
}
