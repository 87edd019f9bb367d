package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.providers.Bench;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Tree;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.ErrorResourceInitFailed;

/** Waiting for readiness, and what happens when it does not come. */
final class ReadinessBehaviours {
  private static final String DEPLOYMENT = "kubernetes:apps/v1:Deployment";

  static final List<Behaviour> ALL =
      List.of(
          new Behaviour("wait: a Deployment without ready pods fails partly", f -> partial(f)),
          new Behaviour("wait: skipAwait does not wait", f -> skipped(f)),
          new Behaviour("wait: a quota is there when it counts", f -> quota(f)),
          new Behaviour("cancel: ends a wait, and the object stays known", f -> cancelled(f)));

  private ReadinessBehaviours() {}

  private static Map<String, Object> deployment(Fixture f) {
    Map<String, Object> labels = Map.of("app", "a");
    Map<String, Object> container = Map.of("name", "a", "image", "example.org/none:1");
    Map<String, Object> template =
        Map.of(
            "metadata", Map.of("labels", labels),
            "spec", Map.of("containers", List.of(container)));
    Map<String, Object> spec =
        Map.of("selector", Map.of("matchLabels", labels), "template", template);
    return f.object("a", Map.of("spec", spec));
  }

  private static void partial(Fixture f) {
    Map<String, Object> inputs = Fixture.annotated(deployment(f), "pulumi.com/timeoutSeconds", "2");
    StatusRuntimeException failure = Fixture.refused(() -> f.create(DEPLOYMENT, inputs));
    ErrorResourceInitFailed detail = Bench.partial(failure);
    assertThat(detail.getId()).isEqualTo(f.id("a"));
    assertThat(detail.getReasonsList().toString()).contains("availableReplicas is 0 of 1");
    Map<String, Object> outputs = Properties.fromStruct(detail.getProperties());
    assertThat(Tree.text(outputs, "metadata", "uid")).isNotEmpty();
    // A refresh must not make the failure vanish.
    StatusRuntimeException read =
        Fixture.refused(() -> f.bench().read(f.urn(DEPLOYMENT), f.id("a"), inputs));
    assertThat(Bench.partial(read).getReasonsList()).isNotEmpty();
  }

  private static void skipped(Fixture f) {
    Map<String, Object> inputs = Fixture.annotated(deployment(f), "pulumi.com/skipAwait", "true");
    assertThat(f.create(DEPLOYMENT, inputs).getId()).isEqualTo(f.id("a"));
  }

  private static void quota(Fixture f) {
    Map<String, Object> inputs = f.object("a", Map.of("spec", Map.of("hard", Map.of("pods", "3"))));
    Map<String, Object> outputs = f.outputs(f.create("kubernetes:core/v1:ResourceQuota", inputs));
    assertThat(Tree.text(outputs, "status", "hard", "pods")).isEqualTo("3");
  }

  private static void cancelled(Fixture f) throws InterruptedException {
    try (Bench bench = Fixture.bench(f.kubeconfig())) {
      Thread canceller =
          new Thread(
              () -> {
                f.client()
                    .apps()
                    .deployments()
                    .inNamespace(f.namespace())
                    .withName("a")
                    .waitUntilCondition(
                        found -> found != null, 20, java.util.concurrent.TimeUnit.SECONDS);
                assertThat(bench.rpc.cancel(com.google.protobuf.Empty.getDefaultInstance()))
                    .isNotNull();
              });
      canceller.start();
      StatusRuntimeException failure =
          Fixture.refused(() -> bench.create(f.urn(DEPLOYMENT), deployment(f)));
      canceller.join();
      assertThat(Bench.partial(failure).getReasonsList().toString()).contains("cancelled");
    }
  }
}
