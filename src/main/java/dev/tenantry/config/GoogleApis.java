package dev.tenantry.config;

import java.util.Locale;

/**
 * Over which of Google's virtual addresses a cluster reaches Google APIs; never the public ones.
 */
public enum GoogleApis {
  /** private.googleapis.com: nearly all APIs. */
  PRIVATE("199.36.153.8/30"),
  /** restricted.googleapis.com: the APIs that VPC Service Controls protect, for a perimeter. */
  RESTRICTED("199.36.153.4/30");

  private final Ipv4Range range;

  GoogleApis(String range) {
    this.range = new Ipv4Range(range);
  }

  /** The addresses that Google documents for it. */
  public Ipv4Range range() {
    return range;
  }

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
