package dev.tenantry.config;

/** The PostgreSQL server that the tenants of a stack share, and who keeps its schema and logins. */
public sealed interface DatabaseConfig permits LocalDatabase, ClusterDatabase {
  /** The word in the file that chooses the record. */
  @Key(
      "Where migrations and provisioning run: local is the local environment, which runs both as"
          + " processes; cluster is a Job and a Deployment in Namespace `data`. docs/data.md.")
  DatabaseRunner runner();

  /** Connections that the server accepts. */
  int maxConnections();

  /** Connections that are nobody's but the platform's own. */
  int platformConnections();

  /** The most connections of one tenant. */
  int tenantConnectionsMax();

  /** Reports what does not fit the cluster. */
  void validate(KeyPath here, PlatformConfig platform, Problems out);
}
