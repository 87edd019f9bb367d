package dev.tenantry.config;

import java.util.Locale;

/** When a tenant receives a change: canary first, broad last. */
public enum Ring {
  /** First: tenants that volunteered. */
  CANARY,
  /** Second. */
  EARLY,
  /** Last, and the default. */
  BROAD;

  /** The word in the YAML files and in labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
