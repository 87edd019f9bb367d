package dev.tenantry.sql;

/** Where a tenant's rows lie. */
public enum DataMode {
  /** In tables that tenants share, behind row-level security. */
  SHARED_RLS("shared-rls"),
  /** In a database of the tenant's own on the same server. */
  DATABASE("database");

  private final String sqlName;

  DataMode(String sqlName) {
    this.sqlName = sqlName;
  }

  /** Its name in the registry. */
  public String sqlName() {
    return sqlName;
  }

  /**
   * The mode of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DataMode of(String sqlName) {
    for (DataMode mode : values()) {
      if (mode.sqlName.equals(sqlName)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no data mode " + sqlName);
  }
}
