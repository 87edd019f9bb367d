package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table of flows: what must be reachable. What is not in it must not be.
 *
 * <p>There is no way to write a flow from one tenant to another: flows between two workloads of
 * tenants hold inside each tenant only.
 */
public final class Flows {
  private record Edge(Workload from, Workload to) {}

  private final List<Workload> workloads;
  private final Addresses podRange;
  private final Map<Edge, PortSet> reached = new HashMap<>();
  private final Map<Edge, PortSet> tolerated = new HashMap<>();
  private final Map<Workload, AddressPorts> sent = new HashMap<>();
  private final Map<String, AddressPorts> sentFrom = new HashMap<>();
  private final Map<Workload, AddressPorts> accepted = new HashMap<>();
  private final Map<String, SortedMap<String, PortSet>> hosts = new HashMap<>();

  /**
   * An empty table: nothing reaches anything.
   *
   * @param workloads every workload, in the order of the printed table
   * @param podRange where pods' addresses may lie; a block that touches it counts as reaching pods
   */
  public Flows(List<Workload> workloads, Addresses podRange) {
    this.workloads = List.copyOf(workloads);
    this.podRange = podRange;
  }

  /** Every workload on the left reaches every one on the right, on exactly these ports. */
  public Flows reach(List<Workload> from, List<Workload> to, PortSet ports) {
    return add(reached, from, to, ports);
  }

  /**
   * A shared service's own policies may leave this open, as long as the tenants' do not.
   *
   * <p>For a service that accepts whole Namespaces of tenants. Tenants themselves are always judged
   * exactly, each side for itself.
   */
  public Flows tolerateAtService(List<Workload> from, List<Workload> to, PortSet ports) {
    return add(tolerated, from, to, ports);
  }

  /** Every workload on the left sends to these addresses, whoever has them. */
  public Flows send(List<Workload> from, Addresses to, PortSet ports) {
    from.forEach(one -> sent.merge(one, AddressPorts.of(to, ports), AddressPorts::or));
    return this;
  }

  /** Workloads of one Namespace alone send to these addresses. */
  public Flows sendFrom(String namespace, List<Workload> from, Addresses to, PortSet ports) {
    for (Workload one : from) {
      sentFrom.merge(key(namespace, one), AddressPorts.of(to, ports), AddressPorts::or);
    }
    return this;
  }

  /** Every workload on the right accepts from these addresses, whoever has them. */
  public Flows accept(Addresses from, List<Workload> to, PortSet ports) {
    to.forEach(one -> accepted.merge(one, AddressPorts.of(from, ports), AddressPorts::or));
    return this;
  }

  /** Workloads of one Namespace send to a host, by name or pattern. */
  public Flows sendToHost(String namespace, List<Workload> from, String host, PortSet ports) {
    for (Workload one : from) {
      hosts
          .computeIfAbsent(key(namespace, one), key -> new TreeMap<>())
          .merge(host, ports, PortSet::or);
    }
    return this;
  }

  List<Workload> workloads() {
    return workloads;
  }

  Addresses podRange() {
    return podRange;
  }

  PortSet reached(Workload from, Workload to, boolean sameNamespace) {
    return find(reached, from, to, sameNamespace);
  }

  PortSet toleratedAtService(Workload from, Workload to) {
    return find(tolerated, from, to, false);
  }

  AddressPorts sent(String namespace, Workload from) {
    return sent.getOrDefault(from, AddressPorts.NONE)
        .or(sentFrom.getOrDefault(key(namespace, from), AddressPorts.NONE));
  }

  AddressPorts accepted(Workload to) {
    return accepted.getOrDefault(to, AddressPorts.NONE);
  }

  SortedMap<String, PortSet> hosts(String namespace, Workload from) {
    return hosts.getOrDefault(key(namespace, from), Collections.emptySortedMap());
  }

  private PortSet find(
      Map<Edge, PortSet> edges, Workload from, Workload to, boolean sameNamespace) {
    if (from.isOfTenants() && to.isOfTenants() && !sameNamespace) {
      return PortSet.NONE;
    }
    return edges.getOrDefault(new Edge(from, to), PortSet.NONE);
  }

  private Flows add(
      Map<Edge, PortSet> edges, List<Workload> from, List<Workload> to, PortSet ports) {
    List<Edge> added = new ArrayList<>();
    from.forEach(one -> to.forEach(other -> added.add(new Edge(one, other))));
    for (Edge edge : added) {
      if (!workloads.contains(edge.from()) || !workloads.contains(edge.to())) {
        throw new IllegalArgumentException("not among the workloads: " + edge);
      }
      edges.merge(edge, ports, PortSet::or);
    }
    return this;
  }

  private static String key(String namespace, Workload workload) {
    return namespace + "/" + workload.name();
  }
}
