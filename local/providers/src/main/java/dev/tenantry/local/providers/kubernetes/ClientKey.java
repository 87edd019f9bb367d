package dev.tenantry.local.providers.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The kind of a client certificate's key.
 *
 * <p>The client library takes every PKCS #8 key for RSA unless told otherwise, and fails on the
 * elliptic curves that kubeadm-like tools and our own control plane use.
 */
final class ClientKey {
  private static final String PKCS8 = "-----BEGIN PRIVATE KEY-----";

  private ClientKey() {}

  /** Tells the library what the key is; leaves the settings alone if there is none. */
  static void declareAlgorithm(Config config) {
    String pem = pem(config);
    if (pem.contains("BEGIN EC PRIVATE KEY") || (pem.contains(PKCS8) && !isRsa(pem))) {
      config.setClientKeyAlgo("EC");
    }
  }

  private static String pem(Config config) {
    String data = config.getClientKeyData();
    if (data != null) {
      // A credential plug-in gives the text itself, a kubeconfig its encoding.
      return data.contains("-----BEGIN")
          ? data
          : new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
    }
    if (config.getClientKeyFile() == null) {
      return "";
    }
    try {
      return Files.readString(Path.of(config.getClientKeyFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the client key of the kubeconfig", e);
    }
  }

  private static boolean isRsa(String pem) {
    String body = pem.substring(pem.indexOf(PKCS8) + PKCS8.length(), pem.indexOf("-----END"));
    try {
      KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
      return true;
    } catch (InvalidKeySpecException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }
}
