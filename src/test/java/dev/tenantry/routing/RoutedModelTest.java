package dev.tenantry.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.AdapterName;
import dev.tenantry.config.ModelProvider;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutedModelTest {
  @Test
  void aServedModelIsRoutedToItsPoolWithEverythingOverwrittenThatATenantCouldForge() {
    RoutedModel model = only("vllm-streamer");
    assertThat(model.upstream())
        .isEqualTo(new Upstream.Pool("inference", "model-chat", "model-chat"));
    assertThat(model.overwritten())
        .containsExactly("x-llm-d-inference-fairness-id", "x-llm-d-inference-objective");
    assertThat(model.overwrittenFields()).containsExactly("cache_salt", "priority");
    assertThat(model.needsCacheSalt()).isTrue();
    assertThat(model.removedFields()).hasSize(1);
    assertThat(model.timeout()).isEqualTo(Duration.ofSeconds(900));
  }

  @Test
  void aManagedModelIsRoutedToItsProvider() {
    RoutedModel model = only("managed");
    assertThat(model.upstream())
        .isEqualTo(
            new Upstream.Provider(
                ModelProvider.VERTEX,
                "europe-west4-aiplatform.googleapis.com",
                "gemini-2.5-flash"));
    assertThat(model.needsCacheSalt()).isFalse();
  }

  @Test
  void anAdapterIsItsTenantsOnly() {
    assertThat(only("vllm-gcs-fuse-adapters").adapters())
        .containsExactly(Map.entry("acme", Set.of(new AdapterName("acme.support"))));
  }

  // What else a model server answers lets a client stop it, or read what others load.
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void noPathBesidesAnswersIsRouted(String stack) {
    List<RoutedModel> models = RoutedModel.of(ConfigLoader.load(Path.of(""), stack).platform());
    assertThat(models).hasSizeGreaterThanOrEqualTo(2);
    assertThat(models)
        .allMatch(
            model ->
                Set.of("/v1/chat/completions", "/v1/completions", "/v1/embeddings")
                    .equals(model.paths()));
  }

  private static RoutedModel only(String name) {
    Path folder = Golden.ROOT.resolve("inference").resolve(name);
    List<RoutedModel> all = RoutedModel.of(ConfigLoader.load(folder, "case").platform());
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
