package dev.tenantry.stores.nats;

import dev.tenantry.naming.StoreNames;
import dev.tenantry.naming.TenantId;
import io.nats.client.NKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tenant's account: a world of subjects, streams and inboxes of its own.
 *
 * @param publicKey names the account; who has the key's seed can make users of it
 */
public record NatsAccount(TenantId tenant, String publicKey, NatsLimits limits) {
  /** Version of the claims' format: of NATS 2.2 and newer. */
  static final int CLAIMS_VERSION = 2;

  /**
   * Checks the key.
   *
   * @throws IllegalArgumentException if it is not the public key of an account
   */
  public NatsAccount {
    if (!NKey.isValidPublicAccountKey(publicKey.toCharArray())) {
      throw new IllegalArgumentException("not the public key of a NATS account: " + publicKey);
    }
  }

  /**
   * What the account is called.
   *
   * <p>Its key, not {@code t_<id>}: KEDA asks the server by key and then looks for that name in the
   * answer, so the two must be the same. The id is a tag.
   */
  String name() {
    return publicKey;
  }

  /**
   * The claims below {@code nats}.
   *
   * @param revoked users whose token was issued before are refused and disconnected
   */
  Map<String, Object> claims(Optional<Instant> revoked) {
    Map<String, Object> claims = new TreeMap<>();
    claims.put("limits", limits.claims());
    claims.put("tags", List.of(StoreNames.login(tenant)));
    claims.put("type", "account");
    claims.put("version", CLAIMS_VERSION);
    revoked.ifPresent(moment -> claims.put("revocations", Map.of("*", moment.getEpochSecond())));
    return claims;
  }
}
