package dev.tenantry.config;

/**
 * A PostgreSQL database of the tenant's own, which no other login may enter.
 *
 * @param connections the most connections of the tenant's login
 * @param deletionPolicy what becomes of the database when the tenant goes
 */
public record DatabasePerTenant(
    @Key(value = "The most connections of the tenant's login in PostgreSQL.", min = 1)
        int connections,
    @Key("What becomes of the data when the tenant's file is removed.")
        DeletionPolicy deletionPolicy)
    implements DataConfig {
  @Override
  public DataMode mode() {
    return DataMode.DATABASE;
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
