package dev.tenantry.stores.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tenantry.naming.StoreNames;
import dev.tenantry.naming.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token for a tenant's own collection: read and write points, nothing else.
 *
 * <p>Qdrant (1.9 or newer, {@code service.jwt_rbac: true}) takes a token without {@code access} for
 * one with all rights; a record without it cannot be made. It may not create or drop collections:
 * that is {@code m}, which has no bound to one collection.
 *
 * @param id names this token; while a point of {@link StoreNames#TOKEN_COLLECTION} has it as {@code
 *     token}, the token is valid
 * @param expires after which it is refused; whole seconds
 */
public record QdrantToken(TenantId tenant, String id, Instant expires) {
  /** In one order: the same claims are the same token on every machine. */
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private static final String ALGORITHM = "HmacSHA256";

  /** RFC 7518, section 3.2: a key of at least the hash's size. */
  private static final int KEY_BYTES_MIN = 32;

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is blank: nothing could revoke the token then
   */
  public QdrantToken {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a token without id could not be revoked");
    }
  }

  /** What the token claims, as Qdrant documents it. */
  public Map<String, Object> claims() {
    Map<String, Object> claims = new TreeMap<>();
    claims.put("sub", StoreNames.login(tenant));
    claims.put("exp", expires.getEpochSecond());
    claims.put("access", List.of(Map.of("collection", StoreNames.login(tenant), "access", "rw")));
    claims.put(
        "value_exists",
        Map.of(
            "collection",
            StoreNames.TOKEN_COLLECTION,
            "matches",
            List.of(Map.of("key", "token", "value", id))));
    return claims;
  }

  /**
   * The token in compact form.
   *
   * @param key the server's {@code api_key}, at least 32 bytes; who has it has all collections
   * @throws IllegalArgumentException if the key is shorter
   */
  public String sign(byte[] key) {
    if (key.length < KEY_BYTES_MIN) {
      throw new IllegalArgumentException(
          "the API key has " + key.length + " bytes; at least " + KEY_BYTES_MIN + " are needed");
    }
    String head = encode(json(new TreeMap<>(Map.of("alg", "HS256", "typ", "JWT"))));
    String signed = head + "." + encode(json(claims()));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] json(Map<String, Object> value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps always become JSON", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
