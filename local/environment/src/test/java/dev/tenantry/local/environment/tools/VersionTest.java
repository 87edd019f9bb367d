package dev.tenantry.local.environment.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

  // What the tools really print.
  @ParameterizedTest
  @CsvSource({
    "v3.220.0, 3.220.0",
    "Kubernetes v1.35.4, 1.35.4",
    "Client Version: v1.32.4-dispatcher, 1.32.4",
    "etcd Version: 3.6.6, 3.6.6",
    "v1.35.4+k3s1, 1.35.4",
    "v3.221.0-dev.0, 3.221.0"
  })
  void findsTheVersionInAToolsAnswer(String answer, String version) {
    assertThat(Version.firstIn(answer)).map(Version::toString).contains(version);
  }

  @ParameterizedTest
  @CsvSource({"unknown command, ''", "go1.26, ''"})
  void findsNoneWhereThereIsNone(String answer, String ignored) {
    assertThat(Version.firstIn(answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3.220.0, 3.220.0, true", "3.219.9, 3.220.0, false", "3.1000.0, 3.220.0, true"})
  void comparesNumbersAndNotText(String one, String other, boolean enough) {
    Version version = Version.firstIn(one).orElseThrow();
    Version minimum = Version.firstIn(other).orElseThrow();
    assertThat(version.isAtLeast(minimum)).isEqualTo(enough);
  }
}
