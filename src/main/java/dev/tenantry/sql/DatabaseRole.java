package dev.tenantry.sql;

import java.util.Locale;

/** A role that the platform makes; {@code db/bootstrap/roles.sql} says what each is for. */
public enum DatabaseRole {
  TENANTRY_OWNER,
  TENANTRY_DATABASE_OWNER,
  TENANTRY_TENANT,
  TENANTRY_SHARED,
  TENANTRY_PLATFORM,
  TENANTRY_SERVICE,
  TENANTRY_DUMP,
  TENANTRY_BACKFILL,
  TENANTRY_SEARCH,
  TENANTRY_ROLES,
  TENANTRY_PROVISIONER,
  TENANTRY_POOLER,
  TENANTRY_MIGRATOR;

  /** Its name on the server. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
