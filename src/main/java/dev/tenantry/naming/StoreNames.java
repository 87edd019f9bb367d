package dev.tenantry.naming;

/**
 * As {@link Names}: what belongs to a tenant in the stores beside PostgreSQL.
 *
 * <p>All are made of the tenant's id, never of its name: 32 hexadecimal digits need no quotes in
 * any of these systems and can hold no character that means something to one of them.
 */
public final class StoreNames {
  /** The Qdrant collection whose points say which tokens are valid; no tenant may touch it. */
  public static final String TOKEN_COLLECTION = "tenantry_tokens";

  private StoreNames() {}

  /**
   * A tenant's user in Valkey, account in NATS and collection in Qdrant: {@code t_} and 32 digits,
   * as its login in PostgreSQL.
   */
  public static String login(TenantId tenant) {
    return Names.login(tenant);
  }

  /** What every key and channel of a tenant in Valkey starts with; the colon ends it. */
  public static String keyPrefix(TenantId tenant) {
    return "t:" + tenant.hex() + ":";
  }

  /**
   * What the name of every object of a tenant in a shared bucket starts with.
   *
   * <p>The slash belongs to it: without it {@code t_<id>x/} would be the tenant's as well.
   */
  public static String objectPrefix(TenantId tenant) {
    return login(tenant) + "/";
  }

  /**
   * The bucket of a tenant that has its own, at most 63 characters (Google's limit).
   *
   * <p>Buckets of all customers of Google share one space of names; the id makes it ours.
   */
  public static String bucket(TenantId tenant) {
    return "t-" + tenant.hex() + "-objects";
  }
}
