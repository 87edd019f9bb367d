package dev.tenantry.config;

import java.util.Locale;

/** Which nodes tenants' pods may share. */
public enum NodePlacement {
  /** Each tier has nodes of its own; its pods must select them. */
  BY_TIER,
  /** Any node takes any pod: for a cluster without node pools, such as one on a desk. */
  SHARED;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
