package dev.tenantry.agentimage.builder.debian;

import dev.tenantry.agentimage.builder.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * The distribution's certificate authorities in the two forms that programs read.
 *
 * <p>Not the machine's: a JDK installed by a package has the trust store of its machine, where
 * somebody may have added an authority of their own. That must not get into an image.
 */
final class TrustStores {
  /** Format "JKS", version 2; sun.security.provider.JavaKeyStore documents it. */
  private static final int MAGIC = 0xfeedfeed;

  private static final int VERSION = 2;
  private static final int TRUSTED_CERTIFICATE = 2;

  /** Every JDK's password of its trust store; it protects nothing. */
  private static final String PASSWORD = "changeit";

  private static final String SALT = "Mighty Aphrodite";

  private TrustStores() {}

  /** All certificates one after the other, sorted by the names of their files. */
  static byte[] pem(SortedMap<String, byte[]> authorities) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    authorities.values().forEach(text::writeBytes);
    return text.toByteArray();
  }

  /**
   * A key store that every Java reads without a password. Not written by java.security.KeyStore,
   * which puts the time of the day into each entry.
   */
  static byte[] java(SortedMap<String, byte[]> authorities) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream output = new DataOutputStream(bytes)) {
      CertificateFactory certificates = CertificateFactory.getInstance("X.509");
      output.writeInt(MAGIC);
      output.writeInt(VERSION);
      output.writeInt(authorities.size());
      for (Map.Entry<String, byte[]> authority : authorities.entrySet()) {
        byte[] encoded =
            certificates
                .generateCertificate(new ByteArrayInputStream(authority.getValue()))
                .getEncoded();
        output.writeInt(TRUSTED_CERTIFICATE);
        output.writeUTF(authority.getKey().toLowerCase(Locale.ROOT));
        output.writeLong(0);
        output.writeUTF("X.509");
        output.writeInt(encoded.length);
        output.write(encoded);
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(PASSWORD.getBytes(StandardCharsets.UTF_16BE));
      digest.update(SALT.getBytes(StandardCharsets.UTF_8));
      output.write(digest.digest(bytes.toByteArray()));
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("cannot write the trust store", e);
    }
    return bytes.toByteArray();
  }
}
