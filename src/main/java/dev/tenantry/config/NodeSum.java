package dev.tenantry.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All nodes that may exist at one moment, against the addresses that they need.
 *
 * <p>A range cannot be made larger while the cluster lives, and one that is full stops every
 * autoscaler at once.
 */
public final class NodeSum {
  /** Nodes that an upgrade adds to a pool for a while, so that it never has fewer. */
  public static final int SURGE = 1;

  /** Google keeps the first two and the last two addresses of a subnet. */
  private static final int KEPT_BY_GOOGLE = 4;

  private NodeSum() {}

  /**
   * The prefix length of one node's share of the pods' range.
   *
   * <p>Twice as many addresses as pods, rounded up to a power of two, so that an address rests
   * before the next pod gets it (Google's "Optimizing IP address allocation", read 2026-11).
   *
   * @param pods the most pods of a node, from 8 to 256
   */
  public static int prefixPerNode(int pods) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * pods - 1);
    return Integer.SIZE - bits;
  }

  /** How many nodes the pods' range has shares for. */
  public static long nodesOf(Ipv4Range podRange, int pods) {
    return podRange.addresses() >> Integer.SIZE - prefixPerNode(pods);
  }

  /** How many nodes the subnet has addresses for. */
  public static long nodesOf(Ipv4Range nodeRange) {
    return Math.max(0, nodeRange.addresses() - KEPT_BY_GOOGLE);
  }

  /** The most nodes of each pool, during an upgrade of all of them. */
  public static Map<String, Long> most(GkeConfig gke) {
    Map<String, Long> most = new LinkedHashMap<>();
    long zones = gke.zones().size();
    gke.nodePools()
        .forEach((pool, one) -> most.put(pool.label(), one.nodes().max() * zones + SURGE));
    // Accelerators are upgraded in place: nobody has a spare one.
    gke.accelerators().forEach((name, one) -> most.put(name.value(), (long) one.nodes().max()));
    return most;
  }

  /** Reports ranges that are too small for all nodes. */
  static void validate(KeyPath here, GkeConfig gke, NetworkConfig network, Problems out) {
    int prefix = prefixPerNode(gke.podsPerNode());
    report(
        Rule.NODES_ABOVE_POD_RANGE,
        "podRange",
        network.podRange() + " has shares of /" + prefix,
        nodesOf(network.podRange(), gke.podsPerNode()),
        "lower nodes.max of pools or gke.podsPerNode, or choose a larger range",
        gke,
        out);
    report(
        Rule.NODES_ABOVE_NODE_RANGE,
        "nodeRange",
        network.nodeRange() + " has addresses",
        nodesOf(network.nodeRange()),
        "lower nodes.max of pools, or choose a larger range",
        gke,
        out);
  }

  private static void report(
      Rule rule, String key, String what, long most, String hint, GkeConfig gke, Problems out) {
    Map<String, Long> pools = most(gke);
    long sum = pools.values().stream().mapToLong(Long::longValue).sum();
    if (sum <= most) {
      return;
    }
    List<String> lines = new ArrayList<>();
    pools.forEach((pool, nodes) -> lines.add(SumLine.of(pool, nodes)));
    lines.add(SumLine.of("sum", sum));
    KeyPath at = KeyPath.of("cluster", "network", key);
    out.addInherited(
        rule,
        at,
        at,
        String.format("%s for %d nodes, but the pools may have %d", what, most, sum),
        hint,
        lines);
  }
}
