package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramVerifierTest {
  private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

  /** The exchange of RFC 7677, section 3: user {@code user}, password {@code pencil}. */
  private static final String NONCE = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

  private static final String EXCHANGE =
      "n=user,r=rOprNGfwEbeRWgbNEkqO," + NONCE + ",s=" + SALT + ",i=4096,c=biws," + NONCE;
  private static final String PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
  private static final String SIGNATURE = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

  @Test
  void aServerWithTheVerifierSpeaksAsInTheStandard() throws GeneralSecurityException {
    String verifier = ScramVerifier.of("pencil", decode(SALT));

    assertThat(verifier).startsWith("SCRAM-SHA-256$4096:" + SALT + "$");
    String[] keys = verifier.substring(verifier.lastIndexOf('$') + 1).split(":");
    byte[] stored = decode(keys[0]);
    byte[] clientSignature = hmac(stored);
    byte[] proof = decode(PROOF);
    for (int index = 0; index < proof.length; index++) {
      proof[index] ^= clientSignature[index];
    }
    // What is left of the proof is the client's key, and the server keeps its hash.
    assertThat(MessageDigest.getInstance("SHA-256").digest(proof)).isEqualTo(stored);
    assertThat(hmac(decode(keys[1]))).isEqualTo(decode(SIGNATURE));
  }

  @Test
  void everyVerifierHasItsOwnSaltAndTheFormThatTheRegistryTakes() {
    String first = ScramVerifier.of("pencil");
    assertThat(first)
        .isNotEqualTo(ScramVerifier.of("pencil"))
        .matches("SCRAM-SHA-256\\$[0-9]+:[A-Za-z0-9+/]+=*\\$[A-Za-z0-9+/]+=*:[A-Za-z0-9+/]+=*")
        .doesNotContain("pencil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "käse", "tab\t", "nul\0"})
  void whatWouldNeedPreparationIsRefused(String password) {
    assertThatThrownBy(() -> ScramVerifier.of(password))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("printable ASCII");
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static byte[] hmac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(EXCHANGE.getBytes(StandardCharsets.US_ASCII));
  }
}
