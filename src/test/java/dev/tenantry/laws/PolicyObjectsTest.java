package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.PolicyObjects;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the prover judges is what the engine would be given. */
class PolicyObjectsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KINDS =
      Set.of("Namespace", "NetworkPolicy", "FQDNNetworkPolicy");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(Golden.ROOT.resolve("network"))) {
      return folders.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tenantry.laws.StackLawsTest#stacks")
  void aShippedStacksObjectsAreThoseThatItRegisters(StackLawsTest.Stack stack) {
    assertThat(sorted(PolicyObjects.of(ConfigLoader.load(Path.of(""), stack.name()))))
        .isEqualTo(sorted(recorded(stack.resources())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anExamplesObjectsAreThoseThatItRegisters(Path root) {
    assertThat(sorted(PolicyObjects.of(ConfigLoader.load(root, "case"))))
        .isEqualTo(sorted(recorded(StackCase.recordedAt(root, "case"))));
  }

  @Test
  void everyKindThatOpensANetworkIsAmongThem() {
    assertThat(StackCase.shipped("prod"))
        .filteredOn(one -> one.isKubernetesObject() && one.kind().contains("NetworkPolicy"))
        .extracting(RecordedResource::kind)
        .contains("NetworkPolicy", "FQDNNetworkPolicy")
        .allMatch(KINDS::contains);
  }

  private static List<Map<String, Object>> recorded(List<RecordedResource> resources) {
    return resources.stream()
        .filter(one -> one.isKubernetesObject() && KINDS.contains(one.kind()))
        .map(RecordedResource::inputs)
        .toList();
  }

  private static List<String> sorted(List<Map<String, Object>> objects) {
    return objects.stream()
        .map(object -> JSON.<JsonNode>valueToTree(object).toString())
        .sorted()
        .toList();
  }
}
