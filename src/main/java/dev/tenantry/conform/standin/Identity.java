package dev.tenantry.conform.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * Who one end of a connection is.
 *
 * @param certificate that says so
 * @param key to prove it
 */
public record Identity(X509Certificate certificate, PrivateKey key) {
  private static final int URI_NAME = 6;
  private static final int LINE = 64;

  /** The certificate as a PEM file. */
  public String certificatePem() throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  /** The key as a PEM file (PKCS #8). */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** TLS as this identity, with whoever {@code trusted} signed. */
  public SSLContext context(Authority trusted) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] keys = {new OneKey(this)};
    context.init(keys, trusted.trust().getTrustManagers(), null);
    return context;
  }

  /** TLS as nobody, with whoever {@code trusted} signed. */
  public static SSLContext nobody(Authority trusted) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.trust().getTrustManagers(), null);
    return context;
  }

  /** The first URI among a certificate's names; empty if there is none. */
  static String uri(X509Certificate certificate) throws GeneralSecurityException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names != null) {
      for (List<?> name : names) {
        if (name.get(0).equals(URI_NAME)) {
          return name.get(1).toString();
        }
      }
    }
    return "";
  }

  static String pem(String what, byte[] bytes) {
    Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN "
        + what
        + "-----\n"
        + lines.encodeToString(bytes)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
