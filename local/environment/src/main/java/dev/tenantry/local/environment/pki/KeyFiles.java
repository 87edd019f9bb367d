package dev.tenantry.local.environment.pki;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.state.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Date;

/** Where a certificate and its key are. */
public record KeyFiles(Path certificate, Path key) {
  static KeyFiles in(Path folder, String name) {
    return new KeyFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  /** Whether both are there and the certificate is good after that moment. */
  boolean lastBeyond(Instant moment) {
    return Files.exists(certificate)
        && Files.exists(key)
        && Pem.certificate(certificate).getNotAfter().after(Date.from(moment));
  }

  void write(Issuer.Issued issued) {
    try {
      PrivateFiles.write(key, Pem.ofKey(issued.keys()));
      PrivateFiles.write(certificate, Pem.of("CERTIFICATE", issued.certificate().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new Failure("cannot write the certificate " + certificate, e);
    }
  }
}
