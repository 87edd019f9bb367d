package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.ServedModel;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every model server of every shipped stack that has one. */
class ModelLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CLASS = "cloud.google.com/compute-class";

  /**
   * What would let a model run its own code, a client change the server, or a word reach a shell.
   */
  private static final List<String> NEVER =
      List.of(
          "trust-remote-code",
          "VLLM_SERVER_DEV_MODE",
          "VLLM_ALLOW_RUNTIME_LORA_UPDATING",
          "--api-key",
          "HF_TOKEN",
          "NGC_API_KEY",
          "/bin/sh",
          "bash",
          "\"sh\"");

  private static List<JsonNode> all(String stack, String kind) {
    return StackCase.shipped(stack).stream()
        .filter(RecordedResource::isKubernetesObject)
        .filter(object -> object.kind().equals(kind))
        .filter(object -> object.namespace().equals(List.of("inference")))
        .<JsonNode>map(object -> JSON.valueToTree(object.inputs()))
        .toList();
  }

  private static List<JsonNode> servers(String stack) {
    List<JsonNode> servers =
        all(stack, "Deployment").stream()
            .filter(one -> one.at("/metadata/name").asText().startsWith("model-"))
            .toList();
    assertThat(servers).isNotEmpty();
    return servers;
  }

  private static JsonNode pod(JsonNode deployment) {
    return deployment.at("/spec/template/spec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyImageIsNamedByItsDigestAndNothingDangerousIsSaid(String stack) {
    for (JsonNode deployment : all(stack, "Deployment")) {
      for (JsonNode container : pod(deployment).path("containers")) {
        assertThat(container.path("image").asText()).matches(".+@sha256:[0-9a-f]{64}");
      }
      assertThat(deployment.toString()).doesNotContain(NEVER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyPodIsHardenedAndOnlyAPickerHasAToken(String stack) {
    for (JsonNode deployment : all(stack, "Deployment")) {
      JsonNode pod = pod(deployment);
      boolean picker = deployment.at("/metadata/name").asText().startsWith("picker-");
      assertThat(pod.path("automountServiceAccountToken").asBoolean()).isEqualTo(picker);
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      JsonNode security = pod.at("/containers/0/securityContext");
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyServerSelectsNodesWithGpusAndPassesTheirTaint(String stack) {
    for (JsonNode deployment : servers(stack)) {
      JsonNode pod = pod(deployment);
      JsonNode resources = pod.at("/containers/0/resources");
      assertThat(resources.path("limits").path("nvidia.com/gpu").asInt()).isPositive();
      assertThat(resources.path("requests")).isEqualTo(resources.path("limits"));
      assertThat(pod.path("nodeSelector")).isNotEmpty();
      assertThat(pod.path("tolerations"))
          .anyMatch(one -> one.path("key").asText().equals("nvidia.com/gpu"));
      assertThat(pod.path("priorityClassName").asText()).isEqualTo("gpu-serving");
    }
  }

  // A selector that no class answers to is a pod that waits for ever.
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyServerNamesAComputeClassThatTheStackDeclaresAndPassesItsTaint(String stack) {
    List<String> classes =
        StackCase.shipped(stack).stream()
            .filter(RecordedResource::isKubernetesObject)
            .filter(object -> object.kind().equals("ComputeClass"))
            .map(RecordedResource::objectName)
            .toList();
    for (JsonNode deployment : servers(stack)) {
      String named = pod(deployment).at("/nodeSelector").path(CLASS).asText();
      assertThat(classes).contains(named);
      assertThat(pod(deployment).path("tolerations"))
          .anyMatch(
              one ->
                  one.path("key").asText().equals(CLASS)
                      && one.path("value").asText().equals(named));
    }
  }

  // What is written to a folder in memory is the pod's memory: above the limit it is killed.
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void sharedMemoryIsBoundedAndWithinTheMemoryLimit(String stack) {
    for (JsonNode deployment : servers(stack)) {
      JsonNode pod = pod(deployment);
      Quantity limit = Quantity.parse(pod.at("/containers/0/resources/limits/memory").asText());
      List<JsonNode> inMemory = new ArrayList<>();
      for (JsonNode volume : pod.path("volumes")) {
        if (volume.at("/emptyDir/medium").asText().equals("Memory")) {
          inMemory.add(volume);
        }
      }
      assertThat(inMemory)
          .hasSize(1)
          .allMatch(
              one -> Quantity.parse(one.at("/emptyDir/sizeLimit").asText()).compareTo(limit) < 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void aStartMayTakeThreeTimesAsLongAsPredictedAndLivenessIsSlowerThanReadiness(String stack) {
    List<ServedModel> models =
        List.copyOf(ConfigLoader.load(Path.of(""), stack).platform().servedModels().values());
    assertThat(servers(stack)).hasSameSizeAs(models);
    for (int i = 0; i < models.size(); i++) {
      JsonNode container = pod(servers(stack).get(i)).at("/containers/0");
      assertThat(seconds(container.path("startupProbe")))
          .isGreaterThanOrEqualTo(3 * models.get(i).loadSeconds());
      assertThat(seconds(container.path("livenessProbe")))
          .isGreaterThan(4 * seconds(container.path("readinessProbe")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void kedaAloneSaysHowManyServersThereAre(String stack) {
    for (JsonNode deployment : servers(stack)) {
      assertThat(deployment.path("spec").has("replicas")).isFalse();
      assertThat(deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt(-1)).isZero();
      String name = deployment.at("/metadata/name").asText();
      assertThat(all(stack, "ScaledObject"))
          .filteredOn(one -> one.at("/spec/scaleTargetRef/name").asText().equals(name))
          .hasSize(1);
      assertThat(all(stack, "PodDisruptionBudget"))
          .filteredOn(one -> one.at("/spec/selector/matchLabels/app").asText().equals(name))
          .allMatch(
              one -> one.at("/spec/unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow"))
          .hasSize(1);
    }
  }

  // Every peer of a model server is the platform's or Google's; none can be a tenant's.
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void noPolicyOfAModelNamesATenant(String stack) {
    assertThat(all(stack, "NetworkPolicy"))
        .hasSizeGreaterThan(3)
        .noneMatch(one -> one.toString().contains("tenant.id"))
        .noneMatch(one -> one.toString().contains("\"tenant-"))
        .allMatch(
            one ->
                StreamSupport.stream(one.at("/spec/ingress").spliterator(), false)
                    .allMatch(rule -> !rule.path("from").isEmpty()));
  }

  // A bucket that a tenant writes must never be one from which a server loads.
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void aServerReadsABucketThatIsNoTenantsAndWritesNone(String stack) {
    List<RecordedResource> all = StackCase.shipped(stack);
    List<Object> tenants =
        all.stream()
            .filter(one -> one.type().endsWith(":Bucket"))
            .map(one -> one.inputs().get("name"))
            .toList();
    List<RecordedResource> grants =
        all.stream()
            .filter(one -> one.type().endsWith(":BucketIAMMember"))
            .filter(one -> one.parent().startsWith(TypeTokens.SERVED_MODEL + "::"))
            .toList();
    assertThat(grants)
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.inputs().get("role")).isEqualTo("roles/storage.objectViewer");
              assertThat((String) one.inputs().get("member"))
                  .contains("/subject/ns/inference/sa/model-");
              assertThat(tenants).doesNotContain(one.inputs().get("bucket"));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void aPickerLooksAtPodsAndItsOwnKindsAndWritesLeasesAndEventsOnly(String stack) {
    List<JsonNode> roles = all(stack, "Role");
    assertThat(roles).isNotEmpty();
    for (JsonNode role : roles) {
      assertThat(role.toString()).doesNotContain("\"*\"").doesNotContain("secrets");
      for (JsonNode rule : role.path("rules")) {
        boolean writes = rule.path("verbs").toString().matches(".*(create|update|patch|delete).*");
        String resources = rule.path("resources").toString();
        assertThat(writes).isEqualTo(resources.matches(".*(leases|events).*"));
      }
    }
    for (JsonNode binding : all(stack, "RoleBinding")) {
      assertThat(binding.path("subjects")).hasSize(1);
      assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("inference");
      assertThat(binding.at("/subjects/0/name").asText()).startsWith("picker-");
    }
  }

  private static int seconds(JsonNode probe) {
    return probe.path("failureThreshold").asInt() * probe.path("periodSeconds").asInt();
  }
}
