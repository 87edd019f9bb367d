package dev.tenantry.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder a behaviour: a tenant's data, and the exact resources that it becomes. */
class DataGoldenTest {
  private static final Path CASES = Golden.ROOT.resolve("data");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<String> names =
          folders.filter(Files::isDirectory).map(path -> path.getFileName().toString()).toList();
      assertThat(names).isNotEmpty();
      return names.stream().sorted();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aTenantsDataBecomesExactlyTheseResources(String name) {
    Golden.assertMatches(
        "data/" + name + "/resources.yaml",
        Report.of(
            recorded(name).stream().filter(one -> isOf(TypeTokens.TENANT_DATA, one)).toList()));
  }

  // Everything but the definition, which is a resource file for people to read.
  @Test
  void aClusterGetsExactlyThisDataPlane() {
    Map<Boolean, List<RecordedResource>> byPods =
        recorded("cluster-shared-rls").stream()
            .filter(one -> isOf(TypeTokens.DATA_PLANE, one))
            .filter(one -> !isDefinition(one))
            .collect(Collectors.partitioningBy(one -> one.type().matches(".*:(Job|Deployment)")));
    Golden.assertMatches(
        "data/cluster-shared-rls/data-plane-pods.yaml", Report.of(byPods.get(true)));
    Golden.assertMatches("data/cluster-shared-rls/data-plane.yaml", Report.of(byPods.get(false)));
  }

  // It has an endpoint instead of an address, and both wait for it and for their logins.
  @Test
  void aServerOfTheStacksOwnIsComeToByItsEndpoint() {
    Golden.assertMatches(
        "data/cluster-server/data-plane-pods.yaml",
        Report.of(
            recorded("cluster-server").stream()
                .filter(one -> isOf(TypeTokens.DATA_PLANE, one))
                .filter(one -> one.type().matches(".*:(Job|Deployment|IAMMember)"))
                .toList()));
  }

  @Test
  void theLocalEnvironmentGetsTheDefinitionAndNothingElse() {
    assertThat(recorded("local-shared-rls"))
        .filteredOn(one -> isOf(TypeTokens.DATA_PLANE, one))
        .hasSize(2)
        .anyMatch(DataGoldenTest::isDefinition);
  }

  private static List<RecordedResource> recorded(String name) {
    return StackCase.recordedAt(CASES.resolve(name), "case");
  }

  private static boolean isOf(String token, RecordedResource one) {
    return one.type().equals(token) || one.parent().startsWith(token + "::");
  }

  private static boolean isDefinition(RecordedResource one) {
    return one.type().endsWith(":CustomResourceDefinition");
  }
}
