package dev.tenantry.config;

import java.util.Locale;

/** How strongly a tenant is separated, and how much it gets. */
public enum Tier {
  /** Shared nodes. */
  STANDARD,
  /** Shared nodes, stronger separation, about twice the quota. */
  ISOLATED,
  /** Nodes of its own, about four times the quota. */
  PREMIUM;

  /** The word in the YAML files and in labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
