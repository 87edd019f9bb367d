package dev.tenantry.config;

import java.util.Locale;

/** What the nodes of a pool without accelerators cost, and how surely they stay. */
public enum Capacity {
  /** At list price, for as long as wanted. */
  ON_DEMAND,
  /** Cheaper, and Google may take a node back within half a minute. */
  SPOT;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
