package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientKeyTest {
  @ParameterizedTest
  @CsvSource({"EC,EC", "RSA,RSA"})
  void aKeyIsKnownWhetherAKubeconfigHoldsItOrAPlugInGaveIt(String algorithm, String declared)
      throws GeneralSecurityException {
    String pem = pem(algorithm);
    byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
    assertThat(declared(pem)).isEqualTo(declared);
    assertThat(declared(Base64.getEncoder().encodeToString(bytes))).isEqualTo(declared);
  }

  private static String declared(String data) {
    Config config = Config.empty();
    config.setClientKeyAlgo("RSA");
    config.setClientKeyData(data);
    ClientKey.declareAlgorithm(config);
    return config.getClientKeyAlgo();
  }

  private static String pem(String algorithm) throws GeneralSecurityException {
    byte[] key =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
