package dev.tenantry.sql;

import java.util.UUID;

/** The name of a tenant's login and, in the mode with a database of its own, of that database. */
public final class TenantLogin {
  private TenantLogin() {}

  /** {@code t_} and the tenant's id in 32 hexadecimal digits. */
  public static String of(UUID tenant) {
    return "t_" + tenant.toString().replace("-", "");
  }
}
