package dev.tenantry.config;

/**
 * The PostgreSQL server of the local environment.
 *
 * @param maxConnections connections that the server accepts
 * @param platformConnections connections of the platform's own
 * @param tenantConnectionsMax the most connections of one tenant
 */
public record LocalDatabase(
    @Key(value = "Connections that the server accepts (its max_connections).", min = 1)
        int maxConnections,
    @Key("Connections kept for migrations, provisioning, dumps and people.")
        int platformConnections,
    @Key(value = "The most connections that one tenant's file may ask for.", min = 1)
        int tenantConnectionsMax)
    implements DatabaseConfig {
  @Override
  public DatabaseRunner runner() {
    return DatabaseRunner.LOCAL;
  }

  @Override
  public void validate(KeyPath here, PlatformConfig platform, Problems out) {
    // Nothing of it meets the cluster.
  }
}
