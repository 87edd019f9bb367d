package dev.tenantry.agentimage.builder.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrustStoresTest {
  @Test
  void javaReadsTheStoreWithAndWithoutPassword() throws IOException, GeneralSecurityException {
    TreeMap<String, byte[]> authorities = authorities();

    byte[] store = TrustStores.java(authorities);

    KeyStore read = KeyStore.getInstance("JKS");
    read.load(new ByteArrayInputStream(store), null);
    assertThat(Collections.list(read.aliases()))
        .containsExactlyInAnyOrderElementsOf(authorities.keySet());
    // With it the store's checksum is compared as well.
    KeyStore checked = KeyStore.getInstance("JKS");
    checked.load(new ByteArrayInputStream(store), "changeit".toCharArray());
    assertThat(checked.size()).isEqualTo(authorities.size());
  }

  @Test
  void theSameAuthoritiesAreTheSameBytes() throws IOException, GeneralSecurityException {
    assertThat(TrustStores.java(authorities())).isEqualTo(TrustStores.java(authorities()));
    assertThat(new String(TrustStores.pem(authorities()), StandardCharsets.US_ASCII))
        .startsWith("-----BEGIN CERTIFICATE-----")
        .endsWith("-----END CERTIFICATE-----\n");
  }

  /** Three of those that the running JDK trusts. */
  private static TreeMap<String, byte[]> authorities()
      throws IOException, GeneralSecurityException {
    Path own = Path.of(System.getProperty("java.home"), "lib/security/cacerts");
    KeyStore store = KeyStore.getInstance(own.toFile(), (char[]) null);
    TreeMap<String, byte[]> authorities = new TreeMap<>();
    for (String alias : Collections.list(store.aliases()).subList(0, 3)) {
      Certificate certificate = store.getCertificate(alias);
      String pem =
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(certificate.getEncoded())
              + "\n-----END CERTIFICATE-----\n";
      authorities.put(
          "authority-" + authorities.size() + ".crt", pem.getBytes(StandardCharsets.US_ASCII));
    }
    return authorities;
  }
}
