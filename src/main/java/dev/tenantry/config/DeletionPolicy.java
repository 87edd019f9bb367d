package dev.tenantry.config;

import java.util.Locale;

/** What becomes of a tenant's data when its file is removed. */
public enum DeletionPolicy {
  /** It stays, out of everybody's reach, until somebody erases it on purpose. */
  RETAIN,
  /** It goes with the tenant. */
  DELETE;

  /** The safer one: a file removed by mistake costs nothing. */
  public static final DeletionPolicy DEFAULT = RETAIN;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
