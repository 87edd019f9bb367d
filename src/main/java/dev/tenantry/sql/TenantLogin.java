package dev.tenantry.sql;

import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantId;
import java.util.UUID;

/** The name of a tenant's login and, in the mode with a database of its own, of that database. */
public final class TenantLogin {
  private TenantLogin() {}

  /** {@code t_} and the tenant's id in 32 hexadecimal digits. */
  public static String of(UUID tenant) {
    return Names.login(new TenantId(tenant));
  }
}
