package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pods that no policy can tell apart, judged once.
 *
 * <p>Two pods are alike if their Namespaces hold equal policies, if every selector of any policy
 * gives the same answer for both, and if ports and addresses are equal. Only "the policy's own
 * Namespace" is relative; pairs are therefore judged once inside one Namespace and once across two.
 */
final class PodClasses {
  private record Key(
      Workload workload,
      boolean managed,
      int policies,
      BitSet namespaceAnswers,
      BitSet podAnswers,
      List<Pod.NamedPort> ports,
      Addresses addresses) {}

  /**
   * Pods that are alike.
   *
   * @param pods one of each Namespace, by its name
   */
  record PodClass(Workload workload, boolean managed, TreeMap<String, Pod> pods) {
    Pod first() {
      return pods.firstEntry().getValue();
    }
  }

  private final List<Selector> namespaceSelectors;
  private final List<Selector> podSelectors;
  private final Reachability reachability;
  private final Map<List<Policy>, Integer> policySets = new HashMap<>();
  private final Map<String, Integer> policySetOf = new HashMap<>();
  private final Map<Map<String, String>, BitSet> namespaceAnswers = new HashMap<>();
  private final Map<Key, PodClass> classes = new LinkedHashMap<>();

  PodClasses(ClusterModel model, Reachability reachability) {
    Set<Selector> namespaces = new LinkedHashSet<>();
    Set<Selector> pods = new LinkedHashSet<>();
    for (Policy policy : model.policies()) {
      pods.add(policy.pods());
      collect(policy.ingress(), namespaces, pods);
      collect(policy.egress(), namespaces, pods);
    }
    this.namespaceSelectors = new ArrayList<>(namespaces);
    this.podSelectors = new ArrayList<>(pods);
    this.reachability = reachability;
    model.members().forEach(this::add);
  }

  Collection<PodClass> classes() {
    return classes.values();
  }

  private void add(ClusterModel.Member member) {
    Pod pod = member.pod();
    Key key =
        new Key(
            member.workload(),
            member.managed(),
            policySetOf.computeIfAbsent(pod.namespace(), this::policySet),
            namespaceAnswers.computeIfAbsent(
                pod.namespaceLabels(), labels -> answers(namespaceSelectors, labels)),
            answers(podSelectors, pod.labels()),
            pod.ports(),
            pod.addresses());
    classes
        .computeIfAbsent(
            key, any -> new PodClass(member.workload(), member.managed(), new TreeMap<>()))
        .pods()
        .putIfAbsent(pod.namespace(), pod);
  }

  private int policySet(String namespace) {
    List<Policy> policies =
        reachability.policiesOf(namespace).stream()
            .filter(policy -> policy.isolatesIngress() || policy.isolatesEgress())
            .map(Policy::anywhere)
            .toList();
    return policySets.computeIfAbsent(policies, any -> policySets.size());
  }

  private static BitSet answers(List<Selector> selectors, Map<String, String> labels) {
    BitSet answers = new BitSet();
    for (int index = 0; index < selectors.size(); index++) {
      answers.set(index, selectors.get(index).matches(labels));
    }
    return answers;
  }

  private static void collect(
      List<PolicyRule> rules, Set<Selector> namespaces, Set<Selector> pods) {
    for (PolicyRule rule : rules) {
      for (Peer peer : rule.peers()) {
        if (peer instanceof Peer.Pods both) {
          namespaces.add(both.namespaces());
          pods.add(both.pods());
        } else if (peer instanceof Peer.OwnPods own) {
          pods.add(own.pods());
        }
      }
    }
  }
}
