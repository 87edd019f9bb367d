package dev.tenantry.stores;

import dev.tenantry.config.TenantName;
import dev.tenantry.naming.TenantId;

/** Two tenants: one that attacks and one that has something to lose. */
public final class Tenants {
  public static final TenantId ATTACKER = TenantId.of("test", new TenantName("attacker"));
  public static final TenantId VICTIM = TenantId.of("test", new TenantName("victim"));

  private Tenants() {}
}
