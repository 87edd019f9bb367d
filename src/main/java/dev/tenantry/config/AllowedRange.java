package dev.tenantry.config;

import java.util.Comparator;
import java.util.Map;

/**
 * External endpoints without a name that a tenant may reach.
 *
 * @param cidr their addresses
 * @param port their one TCP port
 */
public record AllowedRange(
    @Key(value = "Addresses outside of the cluster, at most 65,536 (/16).", required = true)
        Ipv4Range cidr,
    @Key(value = "TCP port.", required = true, min = 1, max = 65_535) int port)
    implements Comparable<AllowedRange> {
  /** A wider range is a hole, not a list of endpoints. */
  private static final int SHORTEST_PREFIX = 16;

  private static final Comparator<AllowedRange> ORDER =
      Comparator.comparing(AllowedRange::cidr).thenComparingInt(AllowedRange::port);

  /**
   * Reports a range that opens more than external endpoints.
   *
   * @param own the platform's ranges by the key that names them
   */
  public void validate(KeyPath here, Map<String, Ipv4Range> own, Problems out) {
    KeyPath at = here.key("cidr");
    NetworkConfig.requireFirstAddress(at, cidr, out);
    if (cidr.prefixLength() < SHORTEST_PREFIX) {
      out.add(
          Rule.RANGE_TOO_WIDE,
          at,
          cidr + " is wider than /" + SHORTEST_PREFIX,
          "list the ranges of the endpoints themselves");
      return;
    }
    ReservedRanges.reachedBy(cidr)
        .ifPresent(
            what ->
                out.add(
                    Rule.RANGE_RESERVED,
                    at,
                    cidr + " meets " + what,
                    "allowedRanges is for external endpoints"));
    own.forEach(
        (key, range) -> {
          if (range.intersects(cidr)) {
            out.add(
                Rule.RANGE_INSIDE_CLUSTER,
                at,
                cidr + " meets the cluster's " + key + " (" + range + ")",
                "allowedRanges is for external endpoints; see " + out.platformFile());
          }
        });
  }

  @Override
  public int compareTo(AllowedRange other) {
    return ORDER.compare(this, other);
  }
}
