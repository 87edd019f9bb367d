package dev.tenantry.sql;

import java.util.UUID;

/**
 * What a tenant is to be in PostgreSQL.
 *
 * @param id names its login
 * @param slug the tenant's name
 * @param tier the tenant's tier
 * @param mode where its rows lie
 * @param connections that its login may hold at once; 1 to 500
 */
public record TenantAccount(UUID id, String slug, String tier, DataMode mode, int connections) {
  /** The name of its login, and of its database if it has one. */
  public String login() {
    return TenantLogin.of(id);
  }
}
