package dev.tenantry.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster's network, as far as network policies depend on it.
 *
 * @param datapath what judges the packets
 * @param nodeRange addresses of the nodes
 * @param podRange addresses of the pods
 * @param serviceRange addresses of the Services
 * @param controlPlaneRange addresses of the API server; empty if nothing in the cluster calls it
 * @param googleApis how Google APIs are reached
 */
public record NetworkConfig(
    @Key(
            "What judges packets: v2 is GKE Dataplane V2, v1 is kube-proxy with Calico. It decides"
                + " at which address pods meet the metadata server.")
        Datapath datapath,
    @Key(value = "Addresses of the nodes.", required = true) Ipv4Range nodeRange,
    @Key(value = "Addresses of the pods.", required = true) Ipv4Range podRange,
    @Key(value = "Addresses of the Services; the DNS Service's is one.", required = true)
        Ipv4Range serviceRange,
    @Key(
            "Addresses of the API server as pods meet them; needed for database.runner cluster,"
                + " whose provisioner calls it.")
        Optional<Ipv4Range> controlPlaneRange,
    @Key(
            "Google APIs are reached over this virtual address: private (199.36.153.8/30), or"
                + " restricted (199.36.153.4/30) inside a VPC Service Controls perimeter.")
        GoogleApis googleApis) {
  /** The safer one; every new GKE cluster should have it. */
  public static final Datapath DEFAULT_DATAPATH = Datapath.V2;

  /** What works with and without a perimeter. */
  public static final GoogleApis DEFAULT_GOOGLE_APIS = GoogleApis.PRIVATE;

  /** The ranges inside of the cluster by the key that names them. */
  public Map<String, Ipv4Range> ranges() {
    Map<String, Ipv4Range> ranges = new LinkedHashMap<>();
    ranges.put("nodeRange", nodeRange);
    ranges.put("podRange", podRange);
    ranges.put("serviceRange", serviceRange);
    controlPlaneRange.ifPresent(range -> ranges.put("controlPlaneRange", range));
    return ranges;
  }

  /** The Service before the API server: Kubernetes gives it the first usable address. */
  public Ipv4Address apiServerAddress() {
    return serviceRange.second();
  }

  /** Reports ranges that no cluster can have. */
  public void validate(KeyPath here, Problems out) {
    Map<String, Ipv4Range> before = new LinkedHashMap<>();
    ranges()
        .forEach(
            (key, range) -> {
              requireFirstAddress(here.key(key), range, out);
              ReservedRanges.collision(range)
                  .ifPresent(what -> reserved(here.key(key), range, what, out));
              before.forEach(
                  (other, earlier) -> {
                    if (range.intersects(earlier)) {
                      overlap(here.key(key), range, here.key(other), earlier, out);
                    }
                  });
              before.put(key, range);
            });
  }

  /** Reports a range beside the cluster's that it cannot have. */
  void validateOther(KeyPath at, Ipv4Range range, Problems out) {
    requireFirstAddress(at, range, out);
    ReservedRanges.collision(range).ifPresent(what -> reserved(at, range, what, out));
    ranges()
        .forEach(
            (key, one) -> {
              if (range.intersects(one)) {
                overlap(at, range, KeyPath.of("cluster", "network", key), one, out);
              }
            });
  }

  /** Reports a range whose address is not its first: two ways to write the same range. */
  static void requireFirstAddress(KeyPath at, Ipv4Range range, Problems out) {
    if (!range.equals(range.canonical())) {
      String message = range + " starts in the middle of its range";
      out.add(Rule.RANGE_START, at, message, "write " + range.canonical());
    }
  }

  private static void reserved(KeyPath at, Ipv4Range range, String what, Problems out) {
    String hint = "gcloud container clusters describe shows the cluster's ranges";
    out.add(Rule.RANGE_RESERVED, at, range + " meets " + what, hint);
  }

  private static void overlap(
      KeyPath at, Ipv4Range range, KeyPath other, Ipv4Range earlier, Problems out) {
    out.addBetween(
        Rule.CLUSTER_RANGES_OVERLAP,
        List.of(at, other),
        range + " overlaps " + other.last() + " (" + earlier + ")",
        "gcloud container clusters describe shows the cluster's ranges");
  }
}
