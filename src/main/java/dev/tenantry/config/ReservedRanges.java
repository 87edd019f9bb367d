package dev.tenantry.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Addresses that mean something special and so are never an external endpoint. */
final class ReservedRanges {
  /** No network of a cluster may lie here. */
  private static final Map<Ipv4Range, String> EVERYWHERE = new LinkedHashMap<>();

  /** No endpoint of a tenant may lie here either. */
  private static final Map<Ipv4Range, String> FOR_TENANTS = new LinkedHashMap<>();

  static {
    EVERYWHERE.put(new Ipv4Range("0.0.0.0/8"), "unspecified addresses");
    EVERYWHERE.put(new Ipv4Range("127.0.0.0/8"), "loopback");
    EVERYWHERE.put(
        new Ipv4Range("169.254.0.0/16"), "link-local, where the metadata server answers");
    EVERYWHERE.put(new Ipv4Range("224.0.0.0/4"), "multicast");
    FOR_TENANTS.putAll(EVERYWHERE);
    FOR_TENANTS.put(new Ipv4Range("240.0.0.0/4"), "reserved addresses");
    for (GoogleApis access : GoogleApis.values()) {
      FOR_TENANTS.put(access.range(), "Google APIs, for pods with an identity only");
    }
  }

  private ReservedRanges() {}

  /** What a network of a cluster would collide with, as the rest of a sentence. */
  static Optional<String> collision(Ipv4Range range) {
    return collision(range, EVERYWHERE);
  }

  /** What a tenant's range would reach, as the rest of a sentence. */
  static Optional<String> reachedBy(Ipv4Range range) {
    return collision(range, FOR_TENANTS);
  }

  private static Optional<String> collision(Ipv4Range range, Map<Ipv4Range, String> reserved) {
    return reserved.entrySet().stream()
        .filter(entry -> entry.getKey().intersects(range))
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .findFirst();
  }
}
