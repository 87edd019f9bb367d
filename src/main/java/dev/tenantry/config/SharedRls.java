package dev.tenantry.config;

/**
 * Rows of the shared database, which row-level security shows to the tenant's login alone.
 *
 * @param connections the most connections of the tenant's login
 * @param deletionPolicy what becomes of the rows when the tenant goes
 */
public record SharedRls(
    @Key(value = "The most connections of the tenant's login in PostgreSQL.", min = 1)
        int connections,
    @Key("What becomes of the data when the tenant's file is removed.")
        DeletionPolicy deletionPolicy)
    implements DataConfig {
  @Override
  public DataMode mode() {
    return DataMode.SHARED_RLS;
  }

  @Override
  public int postgresConnections() {
    return connections;
  }

  @Override
  public void validate(KeyPath tenant, TenantConfig config, PlatformConfig platform, Problems out) {
    ConnectionSum.validateOne(tenant, connections, platform.database(), out);
  }
}
