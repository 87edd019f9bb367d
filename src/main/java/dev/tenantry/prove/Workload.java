package dev.tenantry.prove;

import dev.tenantry.naming.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind of pod that the table of flows speaks of.
 *
 * @param name as tables print it
 * @param namespace its Namespace; empty for a workload that every tenant has
 * @param labels labels of its pods; empty for a probe: a pod that nobody thought of
 * @param ports its named ports
 */
public record Workload(
    String name, String namespace, Map<String, String> labels, List<Pod.NamedPort> ports) {
  /** Copies the collections. */
  public Workload {
    labels = Map.copyOf(labels);
    ports = List.copyOf(ports);
  }

  /** One that every tenant has. */
  public static Workload ofTenants(String name, Map<String, String> labels) {
    return new Workload(name, "", labels, List.of());
  }

  /** One in a Namespace that tenants share. */
  public static Workload in(String namespace, String name, Map<String, String> labels) {
    return new Workload(name, namespace, labels, List.of());
  }

  /** The same with one more label; its name says the last part of the key. */
  Workload with(String key, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    String word = key.substring(key.lastIndexOf('/') + 1);
    return new Workload(name + "+" + word, namespace, more, ports);
  }

  /** Whether every tenant has it. */
  public boolean isOfTenants() {
    return namespace.isEmpty();
  }

  /** Whether the tables must tell it apart by its Namespace. */
  String title() {
    return isOfTenants() ? name : namespace + "/" + name;
  }

  /** A pod with this workload's labels and ports in the place of another, which wears them. */
  Workload wornBy(Workload wearer) {
    return new Workload("disguised-as-" + name, wearer.namespace(), labels, ports);
  }

  /** A pod of it in a Namespace. */
  Pod pod(String where, Map<String, String> namespaceLabels, Addresses addresses) {
    Map<String, String> all = new TreeMap<>(labels);
    if (isOfTenants() && namespaceLabels.containsKey(Labels.TENANT_ID)) {
      all.put(Labels.TENANT_ID, namespaceLabels.get(Labels.TENANT_ID));
    }
    return new Pod(where, namespaceLabels, name, all, ports, addresses);
  }
}
