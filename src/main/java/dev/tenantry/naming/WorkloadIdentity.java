package dev.tenantry.naming;

import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.IdentityMode;
import dev.tenantry.config.TenantName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Kubernetes ServiceAccount as Google Cloud knows it.
 *
 * <p>Neither name holds the cluster: Google gives all clusters of a project one pool. Hence the
 * rule that a project has one cluster ({@code Rule.PROJECT_OF_TWO_CLUSTERS}).
 *
 * @param cloud the project whose pool the cluster uses
 * @param namespace the Namespace of the ServiceAccount
 * @param account the name of the ServiceAccount
 */
public record WorkloadIdentity(CloudConfig cloud, String namespace, String account) {
  /** Longest id of a Google service account. */
  public static final int ACCOUNT_ID_MAX = 30;

  /** On a ServiceAccount: the Google service account that it acts as. */
  public static final String ANNOTATION = "iam.gke.io/gcp-service-account";

  // 48 bits: among 10,000 accounts of a project the chance of any clash is one in five million.
  private static final int HASH_LENGTH = 12;

  private static final String ACCOUNT_ID_PREFIX = "t-";

  /** The identity of one of a tenant's ServiceAccounts. */
  public static WorkloadIdentity of(CloudConfig cloud, TenantName tenant, String account) {
    return new WorkloadIdentity(cloud, Names.namespace(tenant), account);
  }

  /** Who the ServiceAccount is by itself, as a member of an IAM policy. */
  public String principal() {
    return "principal://iam.googleapis.com/projects/"
        + cloud.projectNumber()
        + "/locations/global/workloadIdentityPools/"
        + pool()
        + "/subject/ns/"
        + namespace
        + "/sa/"
        + account;
  }

  /** The same in the older notation, which policies of service accounts ask for. */
  public String poolMember() {
    return "serviceAccount:" + pool() + "[" + namespace + "/" + account + "]";
  }

  /**
   * The id of its Google service account, at most {@link #ACCOUNT_ID_MAX} characters.
   *
   * <p>A readable start, and a hash of Namespace and ServiceAccount, which are together longer than
   * an id may be.
   */
  public String accountId() {
    int readable = ACCOUNT_ID_MAX - HASH_LENGTH - ACCOUNT_ID_PREFIX.length() - 1;
    String tenant = namespace.replaceFirst("^" + Names.NAMESPACE_PREFIX, "");
    String start = tenant.substring(0, Math.min(readable, tenant.length()));
    return ACCOUNT_ID_PREFIX + start + "-" + hash();
  }

  /** The address of its Google service account. */
  public String email() {
    return accountId() + "@" + cloud.project() + ".iam.gserviceaccount.com";
  }

  /** Who grants name in a mode, as a member of an IAM policy. */
  public String member(IdentityMode mode) {
    return switch (mode) {
      case DIRECT -> principal();
      case GOOGLE_SERVICE_ACCOUNT -> "serviceAccount:" + email();
    };
  }

  private String pool() {
    return cloud.project() + ".svc.id.goog";
  }

  private String hash() {
    try {
      byte[] whole = (namespace + "/" + account).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole);
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
