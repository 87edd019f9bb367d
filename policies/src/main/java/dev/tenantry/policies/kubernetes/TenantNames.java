package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names by which rules know what is a tenant's.
 *
 * <p>They are the program's; a test of the program compares them with its own.
 */
public final class TenantNames {
  /** How the name of every tenant's Namespace starts. */
  public static final String NAMESPACE_PREFIX = "tenant-";

  /** The label with the tenant's name. */
  public static final String TENANT_ID = "tenant.id";

  /** The label with the tenant's tier. */
  public static final String TIER = "tier";

  /** The label with who pays. */
  public static final String COST_CENTRE = "cost-centre";

  /** The label with the release ring. */
  public static final String RING = "ring";

  /** The label of a tenant's pod that says what it is for. */
  public static final String ROLE = "role";

  /** The value of {@link #ROLE} of pods that run code which a model wrote. */
  public static final String CODE_EXECUTION = "code-execution";

  /** The RuntimeClass of such pods. */
  public static final String CODE_RUNTIME_CLASS = "gvisor";

  /** The label of pods that may hold a token for the API server. */
  public static final String IDENTITY = "tenantry.dev/identity";

  /** The Namespace of the model servers. */
  public static final String INFERENCE_NAMESPACE = "inference";

  /** How the name of a Secret ends that a tenant's file wants as variables. */
  public static final String ENV_DELIVERY = "-env";

  /** Longest id of a service account of Google Cloud. */
  private static final int ACCOUNT_ID_MAX = 30;

  private static final int HASH_LENGTH = 12;

  private TenantNames() {}

  /**
   * The id of the service account of Google Cloud that a tenant's ServiceAccount may act as: a
   * readable start, and a hash of Namespace and name, so that no two share one.
   */
  public static String cloudAccount(String namespace, String account) {
    String tenant = namespace.replaceFirst("^" + NAMESPACE_PREFIX, "");
    int readable = ACCOUNT_ID_MAX - HASH_LENGTH - "t--".length();
    String start = tenant.substring(0, Math.min(readable, tenant.length()));
    return "t-" + start + "-" + hash(namespace + "/" + account);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether an object lies in a tenant's Namespace, or is that Namespace. */
  static Answer owns(Resource object) {
    String where = object.kind().equals("Namespace") ? "metadata.name" : "metadata.namespace";
    return object.at(where).isText(name -> name.startsWith(NAMESPACE_PREFIX));
  }
}
