package dev.tenantry.config;

import java.util.Locale;

/** A day of the week. */
public enum Weekday {
  /** Day 1. */
  MONDAY,
  /** Day 2. */
  TUESDAY,
  /** Day 3. */
  WEDNESDAY,
  /** Day 4. */
  THURSDAY,
  /** Day 5. */
  FRIDAY,
  /** Day 6. */
  SATURDAY,
  /** Day 7. */
  SUNDAY;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The two letters of RFC 5545, such as {@code MO}. */
  public String abbreviation() {
    return name().substring(0, 2);
  }

  @Override
  public String toString() {
    return label();
  }
}
