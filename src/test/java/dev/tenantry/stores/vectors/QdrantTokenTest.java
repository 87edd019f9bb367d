package dev.tenantry.stores.vectors;

import static dev.tenantry.stores.Tenants.ATTACKER;
import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.golden.Golden;
import dev.tenantry.naming.StoreNames;
import dev.tenantry.stores.StoreKind;
import dev.tenantry.stores.TwoTenantTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens against a reading of Qdrant's rules; no registry serves a real Qdrant. */
@TwoTenantTest(
    value = StoreKind.QDRANT,
    covers =
        "what a token claims, judged by an independent reading of Qdrant's documented rules: its"
            + " own collection and points only",
    leaves = "that a Qdrant server does so: no package registry serves one, so none is asked")
class QdrantTokenTest {
  private static final byte[] KEY = bytes("0123456789abcdef0123456789abcdef");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final QdrantToken TOKEN =
      new QdrantToken(ATTACKER, "token-1", Instant.ofEpochSecond(2_000_000_000));

  @Test
  void claimsAreReviewedAsTheyAreSigned() throws Exception {
    String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(claims());
    Golden.assertMatches("stores/qdrant-claims.json", json + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "own, READ, true",
    "own, WRITE, true",
    "own, MANAGE, false",
    "other, READ, false",
    "other, WRITE, false",
    "other, MANAGE, false",
    "tokens, READ, false",
    "tokens, WRITE, false",
    "all, READ, false",
    "all, WRITE, false",
    "all, MANAGE, false",
  })
  void aTokenOpensItsOwnCollectionOnly(String collection, Right right, boolean open)
      throws Exception {
    String name =
        switch (collection) {
          case "own" -> StoreNames.login(ATTACKER);
          case "other" -> StoreNames.login(VICTIM);
          case "tokens" -> StoreNames.TOKEN_COLLECTION;
          default -> "";
        };
    assertThat(allows(claims(), name, right)).isEqualTo(open);
  }

  // What makes the reading above worth something: it knows Qdrant's dangerous default.
  @Test
  void aTokenWithoutAccessWouldOpenEverything() throws Exception {
    assertThat(allows(JSON.readTree("{}"), StoreNames.login(VICTIM), Right.MANAGE)).isTrue();
    JsonNode global = JSON.readTree("{\"access\":\"r\"}");
    assertThat(allows(global, StoreNames.login(VICTIM), Right.READ)).isTrue();
  }

  @Test
  void theSignatureIsThatOfTheStandard() throws Exception {
    String[] parts = TOKEN.sign(KEY).split("\\.");
    assertThat(new String(decode(parts[0]), StandardCharsets.UTF_8))
        .isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    // By openssl dgst -sha256 -hmac, from the golden's claims without spaces.
    assertThat(HexFormat.of().formatHex(decode(parts[2])))
        .isEqualTo("09cad51ebd099698e6ce17aa1a04b1f8899c0410b4497228bffbf85522a96309");
  }

  @Test
  void whatCannotBeRevokedOrIsWeaklySignedIsRefused() {
    assertThatThrownBy(() -> new QdrantToken(ATTACKER, " ", Instant.EPOCH))
        .hasMessageContaining("could not be revoked");
    assertThatThrownBy(() -> TOKEN.sign(new byte[31])).hasMessageContaining("31 bytes");
  }

  private enum Right {
    READ,
    WRITE,
    MANAGE
  }

  /**
   * Qdrant's rules: none means all; one letter is for everything, {@code r} or {@code m}; a list
   * gives {@code r} or {@code rw} on points of the collections it names, and never more.
   */
  private static boolean allows(JsonNode claims, String collection, Right right) {
    JsonNode access = claims.path("access");
    if (access.isMissingNode()) {
      return true;
    }
    if (access.isTextual()) {
      return access.asText().equals("m") || right == Right.READ;
    }
    for (JsonNode entry : access) {
      if (entry.path("collection").asText().equals(collection)) {
        return right == Right.READ
            || (right == Right.WRITE && entry.path("access").asText().equals("rw"));
      }
    }
    return false;
  }

  private static JsonNode claims() throws Exception {
    return JSON.readTree(decode(TOKEN.sign(KEY).split("\\.")[1]));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decode(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
