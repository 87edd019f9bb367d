package dev.tenantry.config;

/**
 * Quotas of the project that Google raises on request, as they are now.
 *
 * @param serviceAccounts Google service accounts of the project
 */
public record GrantedQuotas(
    @Key(
            value =
                "Google service accounts that the project may have; default 100, Google's own. The"
                    + " quotas page of the project shows it.",
            min = 1)
        int serviceAccounts) {
  /** Source: cloud.google.com/iam/quotas, 2026-11-21. */
  public static final int DEFAULT_SERVICE_ACCOUNTS = 100;
}
