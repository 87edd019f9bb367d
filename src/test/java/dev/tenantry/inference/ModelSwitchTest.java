package dev.tenantry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buying instead of serving a model, or another server for it, is a change of that model alone. */
class ModelSwitchTest {
  private static final String PLATFORM =
      """
      cluster:
        context: test
        kubernetesVersion: v1.35
        dns: { serviceAddress: 10.96.0.10 }
        network:
          nodeRange: 10.0.0.0/20
          podRange: 10.4.0.0/14
          serviceRange: 10.96.0.0/16
          controlPlaneRange: 172.16.0.0/28
      cloud: { project: test-project, projectNumber: "1234567890", regions: [europe-west4] }
      inference: { pickerImage: "registry.example.com/picker@sha256:%1$s" }
      models:
        chat-small:
          serving: vllm
          model: llama-3.1-8b
          precision: fp8
          context: 8192
          concurrency: 8
          machine: g2-standard-12
          image: registry.example.com/vllm@sha256:%1$s
          weights: { from: gcs-fuse, bucket: models, path: small }
        chat:
      """
          .formatted("0".repeat(64));

  private static final String BOUGHT =
      """
          serving: managed
          provider: mistral
          model: mistral-large-latest
          endpoint: api.mistral.ai
      """;

  @TempDir Path root;

  @Test
  void buyingAModelRemovesItsObjectsAndTouchesNoOther() throws IOException {
    Map<String, String> served = declared("served", served("vllm"));
    Map<String, String> bought = declared("bought", BOUGHT);
    TreeSet<String> gone = new TreeSet<>(served.keySet());
    gone.removeAll(bought.keySet());
    assertThat(served.keySet()).containsAll(bought.keySet());
    assertThat(gone).isNotEmpty().allMatch(ModelSwitchTest::isOfChat);
    bought.forEach((name, text) -> assertThat(text).as(name).isEqualTo(served.get(name)));
  }

  @Test
  void anotherServerChangesThatModelsPodsAndScalingOnly() throws IOException {
    Map<String, String> vllm = declared("vllm", served("vllm"));
    Map<String, String> sglang = declared("sglang", served("sglang"));
    assertThat(sglang.keySet()).isEqualTo(vllm.keySet());
    TreeSet<String> changed = new TreeSet<>(vllm.keySet());
    changed.removeIf(name -> vllm.get(name).equals(sglang.get(name)));
    assertThat(changed)
        .containsExactlyInAnyOrder(
            "shared-model-chat-server",
            "shared-model-chat-scaling kubernetes:keda.sh/v1alpha1:ScaledObject",
            "shared-model-chat-picker-config",
            "shared-model-chat-picker");
  }

  private static boolean isOfChat(String name) {
    return name.startsWith("shared-model-chat") && !name.startsWith("shared-model-chat-small");
  }

  private static String served(String server) {
    return """
            serving: %s
            model: llama-3.1-8b
            precision: fp8
            context: 8192
            concurrency: 4
            machine: g2-standard-12
            image: registry.example.com/server@sha256:%s
            weights: { from: gcs-fuse, bucket: models, path: chat }
        """
        .formatted(server, "1".repeat(64));
  }

  private Map<String, String> declared(String name, String model) throws IOException {
    Path folder = root.resolve(name);
    Path stack = Files.createDirectories(folder.resolve("stacks/case/tenants"));
    Files.writeString(stack.resolveSibling("platform.yaml"), PLATFORM + model);
    Files.writeString(stack.resolve("acme.yaml"), "tier: standard\ncostCentre: cc-1\n");
    Map<String, String> all = new TreeMap<>();
    for (RecordedResource one : StackCase.recordedAt(folder, "case")) {
      String twice = one.type().contains(":keda.sh/") ? " " + one.type() : "";
      all.put(one.name() + twice, one.type() + one.inputs() + one.options());
    }
    return all;
  }
}
