package dev.tenantry.config;

/**
 * How tenants' ServiceAccounts act in Google Cloud.
 *
 * @param mode who they are there
 */
public record IdentityConfig(
    @Key(
            "Who a tenant's ServiceAccount is in Google Cloud: direct grants to its Workload"
                + " Identity principal, google-service-account gives it an account of its own.")
        IdentityMode mode) {
  /** Nothing to create, nothing to leak. */
  public static final IdentityMode DEFAULT_MODE = IdentityMode.DIRECT;
}
