package dev.tenantry.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.WorkloadIdentity;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder a behaviour: a tenant's secrets, and the exact resources that they become. */
class SecretsGoldenTest {
  private static final Path CASES = Golden.ROOT.resolve("secrets");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<String> names = folders.map(path -> path.getFileName().toString()).sorted().toList();
      assertThat(names).isNotEmpty();
      return names.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secretsBecomeExactlyTheseResources(String name) {
    Golden.assertMatches(
        "secrets/" + name + "/resources.yaml",
        Report.of(
            StackCase.recordedAt(CASES.resolve(name), "case").stream()
                .filter(SecretsGoldenTest::isHere)
                .toList()));
  }

  /** Of the parts of a component; the component itself says nothing but its name. */
  private static boolean isHere(RecordedResource one) {
    return one.parent().matches("tenantry:(secrets|identity):.*")
        || one.type().equals("pulumi:providers:gcp")
        || one.metadata().toString().contains(WorkloadIdentity.ANNOTATION);
  }
}
