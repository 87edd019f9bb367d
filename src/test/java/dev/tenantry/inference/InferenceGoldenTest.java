package dev.tenantry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One folder a behaviour: a model of platform.yaml, and the exact resources that it becomes. */
class InferenceGoldenTest {
  private static final Path CASES = Golden.ROOT.resolve("inference");

  @ParameterizedTest
  @ValueSource(
      strings = {"vllm-streamer", "vllm-gcs-fuse-adapters", "sglang-hyperdisk-ml", "nim-image"})
  void aModelsServerIsExactlyThisDeployment(String name) {
    assertGolden(name, "server.yaml", one -> one.name().endsWith("-server"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vllm-streamer", "vllm-gcs-fuse-adapters", "sglang-hyperdisk-ml", "nim-image"})
  void aModelScalesExactlyByThis(String name) {
    assertGolden(name, "scaling.yaml", one -> one.type().contains(":keda.sh/"));
  }

  @Test
  void aModelsPickerIsExactlyThis() {
    assertGolden("vllm-streamer", "picker.yaml", one -> one.name().endsWith("-chat-picker"));
    assertGolden("vllm-streamer", "picker-rest.yaml", one -> one.name().contains("-chat-picker-"));
  }

  @Test
  void aModelsNetworkIsExactlyThis() {
    assertGolden("vllm-streamer", "network.yaml", InferenceGoldenTest::isPolicy);
    assertGolden("nim-image", "network.yaml", InferenceGoldenTest::isPolicy);
  }

  @Test
  void theRestOfAModelIsExactlyThis() {
    assertGolden(
        "vllm-streamer",
        "rest.yaml",
        one ->
            !isPolicy(one)
                && !one.name().matches(".*-(server|picker.*)")
                && !one.type().contains(":keda.sh/"));
  }

  @Test
  void idlePodsThatKeepNodesReadyAreExactlyThis() {
    assertGolden("vllm-gcs-fuse-adapters", "buffer.yaml", one -> one.name().endsWith("-buffer"));
  }

  @Test
  void aManagedModelIsNothingInTheCluster() {
    assertThat(ofModels("managed")).isEmpty();
  }

  private static void assertGolden(String name, String file, Predicate<RecordedResource> which) {
    List<RecordedResource> some = ofModels(name).stream().filter(which).toList();
    assertThat(some).isNotEmpty();
    Golden.assertMatches("inference/" + name + "/" + file, Report.of(some));
  }

  private static List<RecordedResource> ofModels(String name) {
    return StackCase.recordedAt(CASES.resolve(name), "case").stream()
        .filter(one -> one.parent().startsWith(TypeTokens.SERVED_MODEL + "::"))
        .toList();
  }

  private static boolean isPolicy(RecordedResource one) {
    return one.type().endsWith(":NetworkPolicy");
  }
}
