package dev.tenantry.prove;

import dev.tenantry.naming.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pods that are judged: one of each workload in each Namespace where it can be, and one wearing
 * the labels of each workload that has no business there.
 *
 * @param policies every policy of the stack
 * @param members every pod with its workload
 * @param tenants how many Namespaces are tenants'
 */
record ClusterModel(List<Policy> policies, List<Member> members, int tenants) {
  /** The probe of a Namespace for which no workload without labels is named. */
  private static final String PROBE = "unlabelled";

  /**
   * A pod that is judged.
   *
   * @param workload whose flows it may have
   * @param managed whether the stack declares its Namespace, and so answers for its policies
   */
  record Member(Pod pod, Workload workload, boolean managed) {}

  static ClusterModel of(List<Map<String, Object>> objects, Flows flows) {
    SortedMap<String, Map<String, String>> namespaces = namespaces(objects);
    List<Member> members = new ArrayList<>();
    int tenants = 0;
    for (Map.Entry<String, Map<String, String>> namespace : namespaces.entrySet()) {
      tenants += isTenant(namespace.getValue()) ? 1 : 0;
      addPods(namespace.getKey(), namespace.getValue(), true, flows, members);
    }
    flows.workloads().stream()
        .map(Workload::namespace)
        .filter(name -> !name.isEmpty() && !namespaces.containsKey(name))
        .distinct()
        .forEach(name -> addPods(name, Map.of(Labels.NAMESPACE_NAME, name), false, flows, members));
    List<Policy> policies = PolicyReader.read(objects);
    for (Policy policy : policies) {
      if (!namespaces.containsKey(policy.namespace())) {
        throw new IllegalArgumentException(policy + " is in a Namespace that nobody declares");
      }
    }
    return new ClusterModel(policies, members, tenants);
  }

  /** One pod of each workload that belongs here, and probes dressed up as all that do not. */
  private static void addPods(
      String name, Map<String, String> labels, boolean managed, Flows flows, List<Member> members) {
    String place = isTenant(labels) ? "" : name;
    List<Workload> own = new ArrayList<>();
    for (Workload workload : flows.workloads()) {
      if (workload.namespace().equals(place)) {
        own.add(workload);
      }
    }
    Workload probe =
        own.stream()
            .filter(workload -> workload.labels().isEmpty())
            .findFirst()
            .orElse(Workload.in(place, PROBE, Map.of()));
    if (!own.contains(probe)) {
      own.add(probe);
    }
    for (Workload workload : own) {
      members.add(new Member(workload.pod(name, labels, flows.podRange()), workload, managed));
    }
    // Pod labels are their owner's to choose: wearing another's must open nothing.
    for (Workload workload : flows.workloads()) {
      if (!own.contains(workload) && !workload.labels().isEmpty()) {
        Pod disguised = workload.wornBy(probe).pod(name, labels, flows.podRange());
        members.add(new Member(disguised, probe, managed));
      }
    }
  }

  private static boolean isTenant(Map<String, String> namespaceLabels) {
    return namespaceLabels.containsKey(Labels.TENANT_ID);
  }

  /** Labels by Namespace, with the one that the API server sets. */
  private static SortedMap<String, Map<String, String>> namespaces(
      List<Map<String, Object>> objects) {
    SortedMap<String, Map<String, String>> namespaces = new TreeMap<>();
    for (Map<String, Object> object : objects) {
      if ("Namespace".equals(object.get("kind"))) {
        Tree metadata = Tree.of("Namespace", object.get("metadata"));
        Map<String, String> labels = metadata.labels("labels");
        labels.put(Labels.NAMESPACE_NAME, metadata.text("name", ""));
        namespaces.put(metadata.text("name", ""), labels);
      }
    }
    return namespaces;
  }
}
