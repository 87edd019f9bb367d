package dev.tenantry.config;

import java.util.List;
import java.util.Set;

/**
 * A tenant's name: the name of its file without {@code .yaml}.
 *
 * @param value a DNS label of 1 to 30 characters that starts with a letter and is not reserved
 */
public record TenantName(String value) implements Comparable<TenantName> {
  /**
   * Bucket names are {@code <project id>-<tenant>-<purpose>}: a project id has up to 30 characters
   * and a bucket name up to 63.
   */
  public static final int MAX_LENGTH = 30;

  // Prefixes that Kubernetes, GKE or this platform give to namespaces of their own.
  private static final List<String> RESERVED_PREFIXES =
      List.of("kube-", "gke-", "tenant-", "shared-");
  private static final Set<String> RESERVED = Set.of("default", "system", "platform");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public TenantName {
    DnsLabel.check("tenant name", value, MAX_LENGTH);
    for (String prefix : RESERVED_PREFIXES) {
      if (value.startsWith(prefix)) {
        throw new IllegalArgumentException(
            "tenant name " + Words.quote(value) + " has the reserved prefix " + prefix);
      }
    }
    if (RESERVED.contains(value)) {
      throw new IllegalArgumentException("tenant name " + Words.quote(value) + " is reserved");
    }
  }

  /** As the constructor. */
  public static TenantName parse(String text) {
    return new TenantName(text);
  }

  @Override
  public int compareTo(TenantName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
