package dev.tenantry.prove;

import java.util.List;
import java.util.Map;

/**
 * A pod, as far as network policies see it.
 *
 * @param namespace name of its Namespace
 * @param namespaceLabels labels of its Namespace, those of the API server included
 * @param name its own name, unique in the Namespace
 * @param labels its own labels
 * @param ports its named ports
 * @param addresses where its address may lie; one address if it is known, none if nothing is
 */
public record Pod(
    String namespace,
    Map<String, String> namespaceLabels,
    String name,
    Map<String, String> labels,
    List<NamedPort> ports,
    Addresses addresses) {
  /** A container's port that policies may call by name. */
  public record NamedPort(String name, Protocol protocol, int number) {}

  /** Copies the collections. */
  public Pod {
    namespaceLabels = Map.copyOf(namespaceLabels);
    labels = Map.copyOf(labels);
    ports = List.copyOf(ports);
  }

  /** Such as {@code tenant-acme/worker}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
