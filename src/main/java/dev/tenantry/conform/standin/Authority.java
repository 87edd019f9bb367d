package dev.tenantry.conform.standin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.TrustManagerFactory;

/**
 * Signs certificates for one run: P-256 keys in memory, valid for a day.
 *
 * <p>The JDK reads certificates and writes none, and its keytool would be a process for each.
 */
public final class Authority {
  private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";

  /** A clock that is a little behind must not refuse a new certificate. */
  private static final Duration BEFORE = Duration.ofHours(1);

  private static final Duration VALID = Duration.ofDays(1);

  private final String name;
  private final InstantSource clock;
  private final KeyPair pair;
  private final X509Certificate certificate;
  private final AtomicLong serial = new AtomicLong(1);

  /**
   * Makes one.
   *
   * @param name of it in certificates
   * @param clock that says from when they are valid
   */
  public Authority(String name, InstantSource clock) throws GeneralSecurityException {
    this.name = name;
    this.clock = clock;
    this.pair = pair();
    byte[] constraints = Der.sequence(Der.yes());
    byte[] signing = Der.bits(1, new byte[] {0x06});
    this.certificate =
        sign(
            name,
            pair.getPublic(),
            List.of(
                extension("2.5.29.19", true, constraints), extension("2.5.29.15", true, signing)));
  }

  /** A key with a certificate for {@code uri} and for localhost, for both ends of a connection. */
  public Identity issue(String uri) throws GeneralSecurityException {
    KeyPair own = pair();
    byte[] names =
        Der.sequence(
            Der.value(0x86, uri.getBytes(StandardCharsets.US_ASCII)),
            Der.value(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
            Der.value(0x87, new byte[] {127, 0, 0, 1}));
    byte[] purposes = Der.sequence(Der.name("1.3.6.1.5.5.7.3.1"), Der.name("1.3.6.1.5.5.7.3.2"));
    X509Certificate signed =
        sign(
            uri,
            own.getPublic(),
            List.of(
                extension("2.5.29.15", true, Der.bits(7, new byte[] {(byte) 0x80})),
                extension("2.5.29.37", false, purposes),
                extension("2.5.29.17", false, names)));
    return new Identity(signed, own.getPrivate());
  }

  /** Its own certificate, as a PEM file. */
  public String pem() throws GeneralSecurityException {
    return Identity.pem("CERTIFICATE", certificate.getEncoded());
  }

  /** Trusts what this authority signed, and nothing else. */
  TrustManagerFactory trust() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("authority", certificate);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust;
    } catch (IOException e) {
      throw new GeneralSecurityException("no key store in memory", e);
    }
  }

  private X509Certificate sign(String subject, PublicKey key, List<byte[]> extensions)
      throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.name(ECDSA_SHA256));
    Instant now = clock.instant();
    List<byte[]> all = new ArrayList<>(extensions);
    all.add(extension("2.5.29.14", false, Der.octets(keyId(key))));
    // The authority's own key id: some verifiers refuse a certificate without it.
    byte[] signer = Der.value(0x80, keyId(pair.getPublic()));
    all.add(extension("2.5.29.35", false, Der.sequence(signer)));
    byte[] content =
        Der.sequence(
            Der.explicit(0, Der.number(BigInteger.TWO)),
            Der.number(BigInteger.valueOf(serial.incrementAndGet())),
            algorithm,
            distinguished(name),
            Der.sequence(Der.time(now.minus(BEFORE)), Der.time(now.plus(VALID))),
            distinguished(subject),
            key.getEncoded(),
            Der.explicit(3, Der.sequence(all.toArray(byte[][]::new))));
    byte[] certificate =
        Der.sequence(content, algorithm, Der.bits(0, signature(pair.getPrivate(), content)));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] signature(PrivateKey key, byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
  }

  private static byte[] distinguished(String name) {
    return Der.sequence(Der.set(Der.sequence(Der.name(COMMON_NAME), Der.text(name))));
  }

  private static byte[] extension(String id, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.name(id), Der.yes(), Der.octets(value))
        : Der.sequence(Der.name(id), Der.octets(value));
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
    return generator.generateKeyPair();
  }
}
