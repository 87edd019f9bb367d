package dev.tenantry.config;

import java.util.Locale;

/** How Compute Engine is asked for a machine. */
public enum CapacityKind {
  /** One that is reserved and paid already. */
  RESERVATION,
  /** At list price, for as long as wanted. */
  ON_DEMAND,
  /** Queued until there is one, then for seven days at most. */
  FLEX_START,
  /** Spare capacity that may be taken back within half a minute. */
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
