package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.providers.Bench;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Tree;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.ErrorResourceInitFailed;

/** Waiting for what the annotation {@code pulumi.com/waitFor} says. */
final class WaitForBehaviours {
  private static final String WAIT_FOR = "pulumi.com/waitFor";
  private static final String TIMEOUT = "pulumi.com/timeoutSeconds";
  private static final String DEPLOYMENT = "kubernetes:apps/v1:Deployment";

  static final List<Behaviour> ALL =
      List.of(
          new Behaviour("waitFor: a path with its value", f -> path(f)),
          new Behaviour("waitFor: ends when somebody sets the value", f -> later(f)),
          new Behaviour("waitFor: the failure has the condition's reason", f -> reason(f)),
          new Behaviour("waitFor: a preview does not wait", f -> preview(f)),
          new Behaviour("waitFor: a preview of a kind that comes later", f -> laterKind(f)),
          new Behaviour("waitFor: what cannot be read is refused", f -> unreadable(f)));

  private WaitForBehaviours() {}

  private static void path(Fixture f) {
    Map<String, Object> inputs =
        Fixture.annotated(
            f.configMap("a", "1"),
            WAIT_FOR,
            "[\"jsonpath={.data.key}=1\", \"jsonpath={.metadata.uid}\"]");
    assertThat(f.create(Fixture.CONFIG_MAP, inputs).getId()).isEqualTo(f.id("a"));
  }

  private static void later(Fixture f) throws InterruptedException {
    Map<String, Object> inputs =
        Fixture.annotated(f.configMap("a", "1"), WAIT_FOR, "jsonpath={.data.key}=2");
    Thread somebody =
        new Thread(
            () -> {
              f.client()
                  .configMaps()
                  .inNamespace(f.namespace())
                  .withName("a")
                  .waitUntilCondition(
                      found -> found != null, 20, java.util.concurrent.TimeUnit.SECONDS);
              f.editConfigMap("a", "2");
            });
    somebody.start();
    CreateResponse created = f.create(Fixture.CONFIG_MAP, inputs);
    somebody.join();
    assertThat(Tree.text(Properties.fromStruct(created.getProperties()), "data", "key"))
        .isEqualTo("2");
  }

  private static void reason(Fixture f) {
    Map<String, Object> labels = Map.of("app", "a");
    Map<String, Object> template =
        Map.of(
            "metadata",
            Map.of("labels", labels),
            "spec",
            Map.of("containers", List.of(Map.of("name", "a", "image", "example.org/none:1"))));
    Map<String, Object> spec =
        Map.of("selector", Map.of("matchLabels", labels), "template", template);
    Map<String, Object> inputs =
        Fixture.annotated(
            Fixture.annotated(f.object("a", Map.of("spec", spec)), TIMEOUT, "3"),
            WAIT_FOR,
            "condition=Available");
    StatusRuntimeException failure = Fixture.refused(() -> f.create(DEPLOYMENT, inputs));
    ErrorResourceInitFailed detail = Bench.partial(failure);
    assertThat(detail.getId()).isEqualTo(f.id("a"));
    assertThat(detail.getReasonsList().toString())
        .contains("condition Available is False, not True: [MinimumReplicasUnavailable]");
  }

  private static void preview(Fixture f) {
    Map<String, Object> inputs =
        Fixture.annotated(f.configMap("a", "1"), WAIT_FOR, "condition=Ready");
    assertThat(f.bench().create(f.urn(Fixture.CONFIG_MAP), inputs, true).getId()).isEmpty();
  }

  private static void laterKind(Fixture f) {
    String type = "kubernetes:later.example.org/v1:Later";
    Map<String, Object> inputs =
        Fixture.annotated(
            f.object("a", Map.of("spec", Map.of("size", 3))), WAIT_FOR, "condition=Ready");
    Map<String, Object> checked = f.checked(type, inputs);
    Map<String, Object> planned = f.outputs(f.bench().create(f.urn(type), checked, true));
    assertThat(Tree.number(planned, 0, "spec", "size")).isEqualTo(3);
  }

  private static void unreadable(Fixture f) {
    Map<String, Object> inputs = Fixture.annotated(f.configMap("a", "1"), WAIT_FOR, "Ready");
    assertThat(Fixture.refused(() -> f.create(Fixture.CONFIG_MAP, inputs)))
        .hasMessageContaining("expected a \"jsonpath=\" or \"condition=\" prefix");
    assertThat(f.client().configMaps().inNamespace(f.namespace()).withName("a").get()).isNull();
  }
}
