package dev.tenantry.config;

import java.util.Locale;

/** How a workload gets its secrets. */
public enum Delivery {
  /** As files that follow every rotation. */
  FILES,
  /** As variables, which a pod keeps until it ends. */
  ENV;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
