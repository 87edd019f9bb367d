package dev.tenantry.stores.nats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs what servers in operator mode believe: accounts with the operator's key, users with the key
 * of their account.
 */
public final class NatsIssuer {
  /** Of the server's own account; a tenant's users need none of it. */
  private static final List<String> SYSTEM_SUBJECTS = List.of("$SYS.>");

  /** In one order: the same claims are the same token on every machine. */
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final NKey operator;
  private final InstantSource clock;

  /**
   * Signs in the name of an operator.
   *
   * @param operator the operator's key or a signing key of it, with its seed
   */
  public NatsIssuer(NKey operator, InstantSource clock) {
    this.operator = operator;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** The token of an account; without end, as the account lasts until it is deleted. */
  String account(NatsAccount account, Optional<Instant> revoked) {
    return sign(operator, account.publicKey(), account.name(), null, account.claims(revoked));
  }

  /** The order to delete accounts; servers take it from the operator only. */
  String deletion(List<String> accounts) {
    return sign(
        operator,
        publicKey(operator),
        "delete",
        null,
        Map.of("accounts", accounts, "type", "generic", "version", NatsAccount.CLAIMS_VERSION));
  }

  /**
   * A new user of an account, as the text of a credentials file.
   *
   * @param account the account's key with its seed
   * @param name of the user, shown by the server's monitoring
   * @param valid how long the server lets it in; open connections are closed at the end as well
   * @return token and seed; whoever has it is the tenant
   */
  public String credentials(NKey account, String name, Duration valid) {
    return credentials(account, name, valid, userClaims(SYSTEM_SUBJECTS));
  }

  /** As {@link #credentials}, of the system account: what a tenant may not ask, it must. */
  String administrator(NKey systemAccount, Duration valid) {
    return credentials(systemAccount, "administrator", valid, userClaims(List.of()));
  }

  private String credentials(
      NKey account, String name, Duration valid, Map<String, Object> claims) {
    try {
      NKey user = NKey.createUser(new SecureRandom());
      String token = sign(account, publicKey(user), name, valid, claims);
      return String.format(JwtUtils.NATS_USER_JWT_FORMAT, token, new String(user.getSeed()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no key for a NATS user", e);
    }
  }

  /** A token without end in the operator's name. */
  String claims(String subject, String name, Map<String, Object> claims) {
    return sign(operator, subject, name, null, claims);
  }

  /** The public half of a key. */
  public static String publicKey(NKey key) {
    try {
      return new String(key.getPublicKey());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("not a NATS key", e);
    }
  }

  private static Map<String, Object> userClaims(List<String> denied) {
    Map<String, Object> claims = new TreeMap<>();
    claims.put("pub", Map.of("deny", denied));
    claims.put("sub", Map.of("deny", denied));
    claims.put("subs", -1);
    claims.put("data", -1);
    claims.put("payload", -1);
    claims.put("type", "user");
    claims.put("version", NatsAccount.CLAIMS_VERSION);
    return claims;
  }

  private String sign(
      NKey signer, String subject, String name, Duration valid, Map<String, Object> claims) {
    String json = json(claims);
    long now = clock.instant().getEpochSecond();
    try {
      return JwtUtils.issueJWT(signer, subject, name, valid, now, publicKey(signer), () -> json);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot sign for " + name, e);
    }
  }

  private static String json(Map<String, Object> claims) {
    try {
      return JSON.writeValueAsString(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps always become JSON", e);
    }
  }
}
