package dev.tenantry.local.environment.pki;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.state.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Certificates of processes that call each other over TLS: who a process is stands in a URI.
 *
 * <p>Their authorities are none of the control plane's, so that none of them opens a door there.
 */
public final class WorkloadCertificates {
  /** The chain of a process, below its folder; with a new key at each renewal. */
  public static final String CERTIFICATE = "tls.crt";

  /** Its key, in PKCS #8 form. */
  public static final String KEY = "tls.key";

  /** Whose certificates it may trust. */
  public static final String AUTHORITY = "ca.crt";

  private final Path authorities;
  private final Clock clock;

  /** Keeps the authorities in this folder. */
  public WorkloadCertificates(Path authorities, Clock clock) {
    this.authorities = authorities;
    this.clock = clock;
  }

  /**
   * Makes the three files in a process's folder, or leaves those alone that are good for a month.
   *
   * @param authority who signs; made when it is first named
   * @param user the common name, for people who read it
   * @param uri who the process is
   * @param hosts where it is found, if it is a server; without one it is a client
   */
  public void ensure(Path folder, String authority, String user, String uri, List<String> hosts) {
    KeyFiles signer = KeyFiles.in(authorities, authority);
    if (!isGood(signer)) {
      signer.write(new Issuer(clock.instant()).authority(authority));
    }
    KeyFiles files = new KeyFiles(folder.resolve(CERTIFICATE), folder.resolve(KEY));
    X509Certificate trusted = Pem.certificate(signer.certificate());
    if (!isGood(files) || !isFor(Pem.certificate(files.certificate()), trusted, uri, hosts)) {
      // A server's opens no door: who serves a tool cannot pass for an agent that calls one.
      Leaf.Purpose purpose = hosts.isEmpty() ? Leaf.Purpose.CLIENT : Leaf.Purpose.SERVER;
      Leaf leaf = new Leaf(user, authority, user, "", purpose, hosts, List.of(uri));
      files.write(new Issuer(clock.instant()).leaf(leaf, trusted, Pem.privateKey(signer.key())));
    }
    copy(signer.certificate(), folder.resolve(AUTHORITY));
  }

  private boolean isGood(KeyFiles files) {
    return files.lastBeyond(clock.instant().plus(Certificates.RENEW_BEFORE));
  }

  private static boolean isFor(
      X509Certificate certificate, X509Certificate authority, String uri, List<String> hosts) {
    Set<String> wanted = new HashSet<>(hosts);
    wanted.add(uri);
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      List<String> found = new ArrayList<>();
      if (names != null) {
        names.forEach(name -> found.add(name.get(1).toString()));
      }
      return wanted.equals(Set.copyOf(found)) && isSignedBy(certificate, authority);
    } catch (CertificateParsingException e) {
      throw new Failure("cannot read whom a certificate names", e);
    }
  }

  private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      // An authority that was made anew has the same name and another key.
      return false;
    }
  }

  private static void copy(Path from, Path to) {
    try {
      String text = Files.readString(from);
      if (!Files.exists(to) || !Files.readString(to).equals(text)) {
        PrivateFiles.write(to, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
