package dev.tenantry.local.environment.pki;

import dev.tenantry.local.environment.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Keys and certificates as PEM text. */
public final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  static String of(String label, byte[] content) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String body = Base64.getMimeEncoder(LINE, newline).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /** The private half, in PKCS #8 form. */
  static String ofKey(KeyPair keys) {
    return of("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  /** Reads one certificate. */
  public static X509Certificate certificate(Path file) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      byte[] content = Files.readAllBytes(file);
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(content));
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("cannot read the certificate " + file, e);
    }
  }

  /** Reads an elliptic-curve key in PKCS #8 form. */
  public static PrivateKey privateKey(Path file) {
    try {
      String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
      byte[] content = Base64.getMimeDecoder().decode(body);
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("cannot read the key " + file, e);
    }
  }
}
