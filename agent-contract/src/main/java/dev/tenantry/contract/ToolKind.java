package dev.tenantry.contract;

import java.util.Locale;

/** What the reference image can serve as a tool. */
public enum ToolKind {
  /** Finds what the tenant's documents say. */
  SEARCH,
  /** Reads the tenant's own rows by SQL. */
  SQL;

  /** As it is written in the settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word in a tenant's file. */
  @Override
  public String toString() {
    return label();
  }
}
