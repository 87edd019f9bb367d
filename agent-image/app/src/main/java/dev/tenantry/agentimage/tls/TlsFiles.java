package dev.tenantry.agentimage.tls;

import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.settings.SettingsFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The three files of an identity, read again when one of them changes.
 *
 * <p>While they do not fit together, as in the middle of a rotation, the earlier ones stay in use.
 */
final class TlsFiles {
  private static final char[] NO_PASSWORD = new char[0];
  private static final long FRESH_NANOS = 1_000_000_000L;

  private final List<Path> files;
  private byte[] content = new byte[0];
  private X509ExtendedKeyManager keys;
  private X509ExtendedTrustManager trust;
  private long checked;

  TlsFiles(Path chain, Path key, Path authorities) {
    this.files = List.of(chain, key, authorities);
    try {
      load(read());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException problem) {
      throw new SettingsFailure("cannot use the TLS files " + files + ": " + problem);
    }
  }

  synchronized X509ExtendedKeyManager keys() {
    refresh();
    return keys;
  }

  synchronized X509ExtendedTrustManager trust() {
    refresh();
    return trust;
  }

  private void refresh() {
    if (System.nanoTime() - checked < FRESH_NANOS) {
      return;
    }
    try {
      byte[][] now = read();
      if (!Arrays.equals(content, joined(now))) {
        load(now);
        Log.info("certificate_changed", "a new certificate is in use");
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException problem) {
      Log.warn("certificate_kept", "the new TLS files do not fit together yet: " + problem);
    }
    checked = System.nanoTime();
  }

  private byte[][] read() throws IOException {
    byte[][] all = new byte[files.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = Files.readAllBytes(files.get(i));
    }
    return all;
  }

  private void load(byte[][] all) throws IOException, GeneralSecurityException {
    Certificate[] chain = certificates(all[0]);
    PrivateKey key = key(new String(all[1], StandardCharsets.US_ASCII), chain[0]);
    KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
    own.load(null, NO_PASSWORD);
    own.setKeyEntry("self", key, NO_PASSWORD, chain);
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(own, NO_PASSWORD);

    KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, NO_PASSWORD);
    Certificate[] trusted = certificates(all[2]);
    for (int i = 0; i < trusted.length; i++) {
      authorities.setCertificateEntry("authority-" + i, trusted[i]);
    }
    TrustManagerFactory trustFactory = TrustManagerFactory.getInstance("PKIX");
    trustFactory.init(authorities);

    keys = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    TrustManager manager = trustFactory.getTrustManagers()[0];
    trust = (X509ExtendedTrustManager) manager;
    content = joined(all);
    checked = System.nanoTime();
  }

  private static Certificate[] certificates(byte[] pem) throws GeneralSecurityException {
    Certificate[] all =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))
            .toArray(Certificate[]::new);
    if (all.length == 0) {
      throw new IllegalArgumentException("no certificate");
    }
    return all;
  }

  private static PrivateKey key(String pem, Certificate certificate)
      throws GeneralSecurityException {
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END PRIVATE KEY-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("the key is no PEM of PKCS #8");
    }
    byte[] bytes = Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    String algorithm = certificate.getPublicKey().getAlgorithm();
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (InvalidKeySpecException problem) {
      throw new IllegalArgumentException("the key is not that of the certificate");
    }
  }

  private static byte[] joined(byte[][] all) {
    int length = Arrays.stream(all).mapToInt(one -> one.length).sum();
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] one : all) {
      System.arraycopy(one, 0, joined, at, one.length);
      at += one.length;
    }
    return joined;
  }
}
