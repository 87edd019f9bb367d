package dev.tenantry.config;

/** Where one tenant's data lies, and what becomes of it when the tenant goes. */
public sealed interface DataConfig permits SharedRls, DatabasePerTenant, SqliteSidecar {
  /** The word in the file that chooses the record. */
  @Key(
      "Where the tenant's relational data lies: rows of a shared PostgreSQL database, a database of"
          + " its own, or a SQLite file beside each agent. docs/data.md.")
  DataMode mode();

  /** What becomes of the data when the tenant's file is removed. */
  DeletionPolicy deletionPolicy();

  /** Connections that the tenant may hold in PostgreSQL; 0 if it has no login there. */
  int postgresConnections();

  /**
   * Reports what the platform or the tenant's other keys cannot give.
   *
   * @param tenant path of the tenant's file
   */
  void validate(KeyPath tenant, TenantConfig config, PlatformConfig platform, Problems out);
}
