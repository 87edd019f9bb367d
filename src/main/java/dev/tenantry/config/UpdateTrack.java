package dev.tenantry.config;

import java.util.Locale;

/** When a Cloud SQL instance gets a new version of Google's, among all instances. */
public enum UpdateTrack {
  /** Among the first: development. */
  CANARY,
  /** A week later. */
  STABLE;

  /** The later one. */
  public static final UpdateTrack DEFAULT = STABLE;

  /** The word in the YAML files, and Google's. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
