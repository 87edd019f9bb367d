package dev.tenantry.sizing;

import java.util.Locale;

/** How a machine can be had; the constants are in order, the easiest first. */
public enum Obtainability {
  /** At list price, if there is one left. */
  ON_DEMAND,
  /** Cheaper, and taken away at 30 seconds' notice. */
  SPOT,
  /** Queued, then kept for up to seven days. */
  FLEX_START,
  /** Booked for certain days. */
  CALENDAR,
  /** Reserved, by agreement with the seller. */
  RESERVATION;

  /** The word in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
