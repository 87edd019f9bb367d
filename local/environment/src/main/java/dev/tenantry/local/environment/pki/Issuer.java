package dev.tenantry.local.environment.pki;

import dev.tenantry.local.environment.console.Failure;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes key pairs and signs certificates; the only class that knows Bouncy Castle. */
final class Issuer {
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration LEAF_LIFE = Duration.ofDays(365);
  // A machine in a virtual machine or container may have a clock slightly behind.
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final int SERIAL_BITS = 120;

  private final SecureRandom random = new SecureRandom();
  private final Instant now;

  Issuer(Instant now) {
    this.now = now;
  }

  /** A certificate with its key. */
  record Issued(X509Certificate certificate, KeyPair keys) {}

  KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new Failure("this Java makes no P-256 keys", e);
    }
  }

  Issued authority(String name) {
    X500Name subject = subject("tenantry-local-" + name, "");
    KeyPair keys = newKeys();
    X509v3CertificateBuilder builder = builder(subject, subject, keys, AUTHORITY_LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature;
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      addKeyIdentifier(builder, keys);
      return new Issued(sign(builder, keys.getPrivate()), keys);
    } catch (CertIOException e) {
      throw new Failure("cannot make the authority " + name, e);
    }
  }

  Issued leaf(Leaf leaf, X509Certificate authority, PrivateKey authorityKey) {
    KeyPair keys = newKeys();
    X500Name issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
    X500Name subject = subject(leaf.user(), leaf.group());
    X509v3CertificateBuilder builder = builder(issuer, subject, keys, LEAF_LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, purposes(leaf));
      GeneralName[] names = names(leaf);
      if (names.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.getPublicKey()));
      return new Issued(sign(builder, authorityKey), keys);
    } catch (CertIOException | GeneralSecurityException e) {
      throw new Failure("cannot issue the certificate " + leaf.name(), e);
    }
  }

  private static void addKeyIdentifier(X509v3CertificateBuilder builder, KeyPair keys)
      throws CertIOException {
    try {
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new Failure("this Java has no SHA-1 for key identifiers", e);
    }
  }

  private static ExtendedKeyUsage purposes(Leaf leaf) {
    return new ExtendedKeyUsage(
        switch (leaf.purpose()) {
          case CLIENT -> new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth};
          case SERVER -> new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth};
          case PEER ->
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        });
  }

  private static GeneralName[] names(Leaf leaf) {
    List<GeneralName> names = new ArrayList<>();
    for (String host : leaf.hosts()) {
      boolean address = host.matches("[0-9.]+");
      names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
    for (String uri : leaf.uris()) {
      names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }
    return names.toArray(GeneralName[]::new);
  }

  private static X500Name subject(String user, String group) {
    X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
    if (!group.isEmpty()) {
      builder.addRDN(BCStyle.O, group);
    }
    return builder.addRDN(BCStyle.CN, user).build();
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Duration life) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(life)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new Failure("cannot sign a certificate", e);
    }
  }
}
