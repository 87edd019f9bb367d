package dev.tenantry.config;

import dev.tenantry.sizing.Obtainability;
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

  /** What the catalogue of machines calls it. */
  Obtainability obtainability() {
    return switch (this) {
      case RESERVATION -> Obtainability.RESERVATION;
      case ON_DEMAND -> Obtainability.ON_DEMAND;
      case FLEX_START -> Obtainability.FLEX_START;
      case SPOT -> Obtainability.SPOT;
    };
  }

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
