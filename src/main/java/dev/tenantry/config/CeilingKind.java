package dev.tenantry.config;

/**
 * Limits that a stack meets as its tenants become more.
 *
 * <p>Sources were read on 2026-11-21, but for the 1,500 of IAM. Kubernetes means the thresholds of
 * kubernetes/community/sig-scalability; they are not hard, but nobody tests beyond them.
 */
public enum CeilingKind {
  /** One for each tenant, and those of the platform, of Kubernetes and of GKE. */
  NAMESPACES("Namespaces", 10_000, "Kubernetes thresholds"),
  /** All tenants' quotas together. */
  PODS("pods in the cluster", 150_000, "Kubernetes thresholds"),
  /** The largest tenant's quota. */
  TENANT_PODS("pods of one tenant", 3_000, "Kubernetes thresholds"),
  /** All tenants' quotas together. */
  SERVICES("Services in the cluster", 10_000, "Kubernetes thresholds"),
  /** The largest tenant's quota. */
  TENANT_SERVICES("Services of one tenant", 5_000, "Kubernetes thresholds"),
  /** One for each agent and each tool of one, with identity.mode google-service-account. */
  SERVICE_ACCOUNTS(
      "Google service accounts",
      GrantedQuotas.DEFAULT_SERVICE_ACCOUNTS,
      "cloud.google.com/iam/quotas; raised on request: cloud.quotas.serviceAccounts"),
  /** Every appearance of a principal in the allow policy of the project. */
  PROJECT_PRINCIPALS("grants on the project", 1_500, "cloud.google.com/iam/quotas"),
  /** Every appearance of a principal in the allow policy of one secret. */
  SECRET_PRINCIPALS("grants on one secret", 1_500, "cloud.google.com/iam/quotas"),
  /** Each reader's copy is asked for once in secrets.refreshMinutes. */
  SECRET_READS(
      "reads of Secret Manager a minute", 90_000, "cloud.google.com/secret-manager/quotas"),
  /** One for each tenant of mode database, and the shared one. */
  DATABASES("databases on the server", 1_000, "the most that were tried; Google states none"),
  /** All tenants' logins and the platform's own. */
  CONNECTIONS("connections to the server", 400, "database.maxConnections");

  private final String words;
  private final long limit;
  private final String source;

  CeilingKind(String words, long limit, String source) {
    this.words = words;
    this.limit = limit;
    this.source = source;
  }

  /** What is counted, for people. */
  public String words() {
    return words;
  }

  /** The limit where no key says another. */
  public long limit() {
    return limit;
  }

  /** Who sets the limit, and which key changes it. */
  public String source() {
    return source;
  }

  @Override
  public String toString() {
    return words;
  }
}
