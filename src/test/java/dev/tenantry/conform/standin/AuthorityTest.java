package dev.tenantry.conform.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  // The JDK's own validation of paths is the judge.
  @Test
  void whatItSignedIsValidForADayAndForItsNames() throws GeneralSecurityException {
    Authority authority = new Authority("test", InstantSource.fixed(NOW));
    X509Certificate own = authority.issue("spiffe://test/one").certificate();
    validate(own, own(authority), NOW);
    assertThatThrownBy(() -> validate(own, own(authority), NOW.plusSeconds(86_401)))
        .hasMessageContaining("validity");
    assertThat(Identity.uri(own)).isEqualTo("spiffe://test/one");
    assertThat(own.getSubjectAlternativeNames())
        .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    assertThat(own.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.issue("spiffe://test/two").certificate().getSerialNumber())
        .isNotEqualTo(own.getSerialNumber());
  }

  @Test
  void anotherAuthorityOfTheSameNameDidNotSignIt() throws GeneralSecurityException {
    Authority one = new Authority("test", InstantSource.fixed(NOW));
    Authority other = new Authority("test", InstantSource.fixed(NOW));
    X509Certificate own = one.issue("spiffe://test/one").certificate();
    assertThatThrownBy(() -> validate(own, own(other), NOW))
        .isInstanceOf(CertPathValidatorException.class)
        .hasMessageContaining("does not chain");
  }

  // Known encodings, by X.690 and RFC 5280.
  @ParameterizedTest
  @CsvSource({
    "2.5.29.17, 0603551d11",
    "1.2.840.10045.4.3.2, 06082a8648ce3d040302",
    "1.3.6.1.5.5.7.3.1, 06082b06010505070301"
  })
  void namesOfObjectsAreEncodedAsKnown(String name, String hex) {
    assertThat(HexFormat.of().formatHex(Der.name(name))).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({"127, 047f", "128, 048180", "255, 0481ff", "256, 04820100"})
  void lengthsAreEncodedAsKnown(int length, String head) {
    assertThat(HexFormat.of().formatHex(Der.octets(new byte[length]))).startsWith(head);
  }

  @Test
  void numbersAreSigned() {
    assertThat(HexFormat.of().formatHex(Der.number(BigInteger.valueOf(128)))).isEqualTo("02020080");
  }

  private static X509Certificate own(Authority authority) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(authority.pem().getBytes(StandardCharsets.US_ASCII)));
  }

  private static void validate(X509Certificate certificate, X509Certificate authority, Instant at)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
            parameters);
  }
}
