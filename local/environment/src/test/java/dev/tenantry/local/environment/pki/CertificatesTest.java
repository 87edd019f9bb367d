package dev.tenantry.local.environment.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<String> CLUSTER_LEAVES =
      List.of("apiserver", "component", "admin", "controller-manager", "scheduler");

  @TempDir Path temp;

  @Test
  void everyCertificateVerifiesUnderItsAuthorityOnly() throws GeneralSecurityException {
    Certificates certificates = at(NOW);
    certificates.ensure();
    for (String leaf : CLUSTER_LEAVES) {
      validate(certificates.leaf(leaf), certificates.cluster());
      assertThatThrownBy(() -> validate(certificates.leaf(leaf), certificates.etcd()))
          .isInstanceOf(GeneralSecurityException.class);
    }
    validate(certificates.leaf("etcd"), certificates.etcd());
    validate(certificates.leaf("front-proxy-client"), certificates.frontProxy());
  }

  @Test
  void theServerIsKnownByEveryNameThatClientsUse() throws GeneralSecurityException {
    Certificates certificates = at(NOW);
    certificates.ensure();
    Collection<List<?>> names =
        Pem.certificate(certificates.leaf("apiserver").certificate()).getSubjectAlternativeNames();
    assertThat(names)
        .extracting(name -> name.get(1).toString())
        .contains("127.0.0.1", "localhost", "kubernetes.default.svc", "10.96.0.1");
  }

  @Test
  void theClientsAreTheUsersThatKubernetesExpects() {
    Certificates certificates = at(NOW);
    certificates.ensure();
    assertThat(subject(certificates, "admin")).contains("O=system:masters");
    assertThat(subject(certificates, "scheduler")).isEqualTo("CN=system:kube-scheduler");
    assertThat(subject(certificates, "controller-manager"))
        .isEqualTo("CN=system:kube-controller-manager");
  }

  @Test
  void filesAreReadableByTheirOwnerOnly() throws Exception {
    at(NOW).ensure();
    try (var files = Files.newDirectoryStream(temp)) {
      for (Path file : files) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void nothingChangesWhileCertificatesAreGood() {
    assertThat(at(NOW).ensure()).isTrue();
    assertThat(at(NOW.plus(Duration.ofDays(300))).ensure()).isFalse();
  }

  // Clients keep trusting: the authorities and the service account keys stay.
  @Test
  void certificatesAreRenewedAMonthBeforeTheyExpire() throws Exception {
    Certificates certificates = at(NOW);
    certificates.ensure();
    String authority = Files.readString(certificates.cluster().certificate());
    String accounts = Files.readString(certificates.serviceAccountKey());
    Date before = Pem.certificate(certificates.leaf("admin").certificate()).getNotAfter();
    assertThat(at(NOW.plus(Duration.ofDays(340))).ensure()).isTrue();
    assertThat(Pem.certificate(certificates.leaf("admin").certificate()).getNotAfter())
        .isAfter(before);
    assertThat(certificates.cluster().certificate()).hasContent(authority);
    assertThat(certificates.serviceAccountKey()).hasContent(accounts);
  }

  private Certificates at(Instant now) {
    return new Certificates(temp, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String subject(Certificates certificates, String leaf) {
    return Pem.certificate(certificates.leaf(leaf).certificate())
        .getSubjectX500Principal()
        .getName();
  }

  private static void validate(KeyFiles leaf, KeyFiles authority) throws GeneralSecurityException {
    X509Certificate trusted = Pem.certificate(authority.certificate());
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    CertPath path =
        CertificateFactory.getInstance("X.509")
            .generateCertPath(List.of(Pem.certificate(leaf.certificate())));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
