package dev.tenantry.config;

import java.util.Locale;

/** Where a tenant's relational data lies. */
public enum DataMode implements Variant {
  /** One database for many tenants; PostgreSQL shows each login its own rows. */
  SHARED_RLS(SharedRls.class),
  /** A PostgreSQL database of the tenant's own. */
  DATABASE(DatabasePerTenant.class),
  /** A SQLite file beside each agent, replicated to a bucket. */
  SQLITE(SqliteSidecar.class);

  private final Class<? extends Record> type;

  DataMode(Class<? extends Record> type) {
    this.type = type;
  }

  @Override
  public Class<? extends Record> type() {
    return type;
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
