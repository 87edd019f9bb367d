package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is a tenant's, by its name; a test of the program compares with the program's own. */
public final class TenantNames {
  /** Longest id of a service account of Google Cloud. */
  private static final int ACCOUNT_ID_MAX = 30;

  private static final int HASH_LENGTH = 12;

  private TenantNames() {}

  /**
   * The id of the service account of Google Cloud that a tenant's ServiceAccount may act as: a
   * readable start, and a hash of Namespace and name, so that no two share one.
   */
  public static String cloudAccount(String namespace, String account) {
    String tenant = namespace.replaceFirst("^" + ProductNames.NAMESPACE_PREFIX, "");
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
    return object.at(where).isText(name -> name.startsWith(ProductNames.NAMESPACE_PREFIX));
  }
}
