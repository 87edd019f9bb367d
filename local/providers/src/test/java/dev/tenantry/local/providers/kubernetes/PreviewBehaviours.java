package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.providers.Bench;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Sentinel;
import dev.tenantry.local.providers.protocol.Tree;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.CheckResponse;

/** Previews and validation, and what happens without cluster or rights. */
final class PreviewBehaviours {
  static final List<Behaviour> ALL =
      List.of(
          new Behaviour("preview: unknown inputs stay unknown", f -> unknowns(f)),
          new Behaviour("preview: nothing is written", f -> writesNothing(f)),
          new Behaviour("preview: what the cluster assigns is unknown", f -> assigned(f)),
          new Behaviour("preview: a namespace that comes later is fine", f -> laterNamespace(f)),
          new Behaviour("preview: works without the cluster, up does not", f -> unreachable(f)),
          new Behaviour("check: the API server's complaint names the field", f -> badField(f)),
          new Behaviour("check: a field that the kind lacks is refused", f -> unknownField(f)),
          new Behaviour("check: a namespace on a cluster-scoped kind is refused", f -> scope(f)),
          new Behaviour("forbidden: the error says who cannot do what", f -> forbidden(f)));

  private PreviewBehaviours() {}

  private static void unknowns(Fixture f) {
    Map<String, Object> inputs =
        f.object("a", Map.of("data", Map.of("key", Sentinel.UNKNOWN, "known", "1")));
    Map<String, Object> outputs =
        f.outputs(f.bench().create(f.urn(Fixture.CONFIG_MAP), inputs, true));
    assertThat(Tree.map(outputs, "data"))
        .containsEntry("key", Sentinel.UNKNOWN)
        .containsEntry("known", "1");
  }

  private static void writesNothing(Fixture f) {
    String urn = f.urn(Fixture.CONFIG_MAP);
    f.bench().create(urn, f.configMap("planned", "1"), true);
    assertThat(f.client().configMaps().inNamespace(f.namespace()).withName("planned").get())
        .isNull();
    f.create(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    f.bench().update(urn, f.id("a"), f.configMap("a", "2"), true);
    assertThat(f.client().configMaps().inNamespace(f.namespace()).withName("a").get().getData())
        .containsEntry("key", "1");
  }

  private static void assigned(Fixture f) {
    String type = "kubernetes:core/v1:Service";
    Map<String, Object> port = Map.of("port", 80);
    Map<String, Object> inputs = f.object("a", Map.of("spec", Map.of("ports", List.of(port))));
    Map<String, Object> outputs = f.outputs(f.bench().create(f.urn(type), inputs, true));
    assertThat(Tree.map(outputs, "metadata")).containsEntry("uid", Sentinel.UNKNOWN);
    assertThat(Tree.map(outputs, "spec"))
        .containsEntry("clusterIP", Sentinel.UNKNOWN)
        .containsEntry("type", "ClusterIP");
    assertThat(outputs).containsEntry("status", Sentinel.UNKNOWN);
  }

  private static void laterNamespace(Fixture f) {
    Map<String, Object> inputs =
        Map.of("metadata", Map.of("name", "a", "namespace", f.namespace() + "-later"));
    Map<String, Object> outputs =
        f.outputs(f.bench().create(f.urn(Fixture.CONFIG_MAP), inputs, true));
    assertThat(Tree.text(outputs, "metadata", "name")).isEqualTo("a");
  }

  private static void unreachable(Fixture f) {
    String nowhere = kubeconfig("https://127.0.0.1:1", "", "none");
    try (Bench bench = Fixture.bench(nowhere)) {
      String urn = f.urn(Fixture.CONFIG_MAP);
      Map<String, Object> outputs = f.outputs(bench.create(urn, f.configMap("a", "1"), true));
      assertThat(Tree.text(outputs, "data", "key")).isEqualTo("1");
      assertThat(Fixture.refused(() -> bench.create(urn, f.configMap("a", "1"))))
          .hasMessageContaining("https://127.0.0.1:1 cannot be reached");
    }
  }

  private static String kubeconfig(String server, String authority, String token) {
    // JSON is YAML too; it needs no indentation here.
    return """
        {"apiVersion": "v1", "kind": "Config", "current-context": "t",
         "contexts": [{"name": "t", "context": {"cluster": "t", "user": "t"}}],
         "users": [{"name": "t", "user": {"token": "%s"}}],
         "clusters": [{"name": "t", "cluster":
           {"server": "%s", "certificate-authority-data": "%s"}}]}
        """
        .formatted(token, server, authority);
  }

  private static void badField(Fixture f) {
    Map<String, Object> inputs =
        Tree.with(f.configMap("a", "1"), "not a label!", "metadata", "labels", "tier");
    CheckResponse answer = f.bench().check(f.urn(Fixture.CONFIG_MAP), Map.of(), inputs);
    assertThat(answer.getFailures(0).getProperty()).isEqualTo("metadata.labels");
    assertThat(answer.getFailures(0).getReason()).contains("not a label!");
  }

  private static void unknownField(Fixture f) {
    String type = "kubernetes:core/v1:ResourceQuota";
    Map<String, Object> inputs = f.object("a", Map.of("spec", Map.of("hrad", Map.of())));
    CheckResponse answer = f.bench().check(f.urn(type), Map.of(), inputs);
    assertThat(answer.getFailures(0).getProperty()).isEqualTo("spec.hrad");
    assertThat(answer.getFailures(0).getReason()).contains("field not declared in schema");
  }

  private static void scope(Fixture f) {
    CheckResponse answer =
        f.bench().check(f.urn("kubernetes:core/v1:Node"), Map.of(), f.object("a", Map.of()));
    assertThat(answer.getFailures(0).getProperty()).isEqualTo("metadata.namespace");
  }

  private static void forbidden(Fixture f) {
    f.create("kubernetes:core/v1:ServiceAccount", f.object("nobody", Map.of()));
    String token =
        f.client()
            .serviceAccounts()
            .inNamespace(f.namespace())
            .withName("nobody")
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    String server = f.client().getConfiguration().getMasterUrl().replaceAll("/$", "");
    String authority = Authority.data(f.client().getConfiguration());
    try (Bench bench = Fixture.bench(kubeconfig(server, authority, token))) {
      String urn = f.urn(Fixture.CONFIG_MAP);
      // A preview by somebody without write rights still works: that is what CI has.
      assertThat(
              Properties.fromStruct(bench.create(urn, f.configMap("a", "1"), true).getProperties()))
          .containsKey("data");
      assertThat(Fixture.refused(() -> bench.create(urn, f.configMap("a", "1"))))
          .hasMessageContaining("ConfigMap " + f.id("a"))
          .hasMessageContaining("system:serviceaccount:" + f.namespace() + ":nobody")
          .hasMessageContaining("cannot get resource \"configmaps\"");
    }
  }
}
