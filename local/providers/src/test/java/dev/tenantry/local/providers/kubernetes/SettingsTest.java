package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.providers.Bench;
import dev.tenantry.local.providers.protocol.EngineLog;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;

/** The provider's own inputs, and Check without any cluster. */
final class SettingsTest {
  private static final String PROVIDER = Bench.urn("pulumi:providers:kubernetes", "k");
  private static final String CONFIG_MAP = Bench.urn("kubernetes:core/v1:ConfigMap", "x");

  private static String kubeconfig(String server, String user) {
    return """
        {"apiVersion": "v1", "kind": "Config", "current-context": "one",
         "contexts": [{"name": "one", "context": {"cluster": "c", "user": "u"}},
                      {"name": "two", "context": {"cluster": "c", "user": "u"}}],
         "users": [{"name": "u", "user": {"token": "%s"}}],
         "clusters": [{"name": "c", "cluster": {"server": "%s"}}]}
        """
        .formatted(user, server);
  }

  private static Bench bench() {
    return new Bench(new KubernetesProvider(new EngineLog(""), Map.of()));
  }

  private static DiffResponse diff(Map<String, Object> olds, Map<String, Object> news) {
    try (Bench bench = bench()) {
      return bench.rpc.diffConfig(
          DiffRequest.newBuilder()
              .setUrn(PROVIDER)
              .setOldInputs(Properties.toStruct(olds))
              .setNews(Properties.toStruct(news))
              .build());
    }
  }

  @Test
  void anUnknownProviderInputIsNamed() {
    try (Bench bench = bench()) {
      CheckResponse answer =
          bench.rpc.checkConfig(
              pulumirpc.Provider.CheckRequest.newBuilder()
                  .setUrn(PROVIDER)
                  .setNews(Properties.toStruct(Map.of("kubeconfg", "x", "version", "4.34.2")))
                  .build());
      assertThat(answer.getFailuresList()).hasSize(1);
      assertThat(answer.getFailures(0).getReason()).contains("did you mean kubeconfig?");
    }
  }

  @Test
  void freshCredentialsReplaceNothing() {
    DiffResponse answer =
        diff(
            Map.of("kubeconfig", kubeconfig("https://127.0.0.1:1", "a")),
            Map.of("kubeconfig", kubeconfig("https://127.0.0.1:1", "b")));
    assertThat(answer.getDiffsList()).containsExactly("kubeconfig");
    assertThat(answer.getReplacesList()).isEmpty();
  }

  @Test
  void anotherServerReplaces() {
    DiffResponse answer =
        diff(
            Map.of("kubeconfig", kubeconfig("https://127.0.0.1:1", "a")),
            Map.of("kubeconfig", kubeconfig("https://127.0.0.1:2", "a")));
    assertThat(answer.getReplacesList()).containsExactly("kubeconfig");
  }

  @Test
  void theIdentifierDecidesWhenThereIsOne() {
    Map<String, Object> before =
        Map.of("kubeconfig", kubeconfig("https://127.0.0.1:1", "a"), "clusterIdentifier", "blue");
    Map<String, Object> moved =
        Map.of("kubeconfig", kubeconfig("https://127.0.0.1:2", "a"), "clusterIdentifier", "blue");
    assertThat(diff(before, moved).getReplacesList()).isEmpty();
    assertThat(diff(before, Tree.with(moved, "green", "clusterIdentifier")).getReplacesList())
        .contains("clusterIdentifier");
  }

  // CI without credentials previews production; only reading and writing need the cluster.
  @Test
  void aMissingContextPreviewsFromInputsAndListsTheOthersWhenItMatters() {
    try (Bench bench = bench()) {
      Map<String, Object> config =
          Map.of("kubeconfig", kubeconfig("https://127.0.0.1:1", "a"), "context", "three");
      bench.configured(config);
      String urn = "urn:pulumi:s::p::kubernetes:core/v1:Namespace::n";
      Map<String, Object> inputs = Map.of("metadata", Map.of("name", "n"));
      assertThat(bench.create(urn, inputs, true).getProperties().getFieldsMap())
          .containsKey("metadata");
      assertThatThrownBy(() -> bench.create(urn, inputs))
          .hasMessageContaining("no context \"three\"; it has one, two");
    }
  }

  @Test
  void checkFillsInAndRefusesWithoutCluster() {
    try (Bench bench = bench()) {
      bench.configured(Map.of("kubeconfig", kubeconfig("https://127.0.0.1:1", "a")));
      Map<String, Object> filled =
          bench.checked(CONFIG_MAP, Map.of("metadata", Map.of("name", "a")));
      assertThat(filled).containsEntry("apiVersion", "v1").containsEntry("kind", "ConfigMap");
      assertThat(Tree.text(filled, "metadata", "namespace")).isEqualTo("default");
      CheckResponse wrong =
          bench.check(
              CONFIG_MAP, Map.of(), Map.of("kind", "Secret", "metadata", Map.of("name", "A_b")));
      assertThat(wrong.getFailuresList())
          .extracting(failure -> failure.getProperty())
          .containsExactly("kind", "metadata.name");
    }
  }

  @Test
  void theKubeconfigIsNeverQuoted() {
    try (Bench bench = bench()) {
      assertThatThrownBy(() -> bench.configured(Map.of("kubeconfig", "{token: [hush")))
          .hasMessageContaining("not a valid one")
          .hasMessageNotContaining("hush");
    }
  }
}
