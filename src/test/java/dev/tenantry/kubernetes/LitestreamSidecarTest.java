package dev.tenantry.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import dev.tenantry.admission.AdmissionCase;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.NodePlacement;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.SqliteSidecar;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.Tier;
import dev.tenantry.golden.Golden;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.PodRole;
import dev.tenantry.naming.TenantId;
import dev.tenantry.render.Manifests;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pod of an agent whose data is a SQLite file, exactly, and what no such pod may lack. */
class LitestreamSidecarTest {
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);
  private static final AgentName AGENT = new AgentName("lab");

  @Test
  void anAgentsPodWithItsSidecarIsExactlyThis() {
    Golden.assertMatches("data/sqlite-pod.yaml", Manifests.toYaml(pod().toMap()));
  }

  @Test
  void itRestoresFirstAndThenReplicatesAsLongAsTheAgentRuns() {
    JsonNode init = spec().path("initContainers");
    assertThat(init).hasSize(2);
    assertThat(init.get(0).path("args").get(0).asText()).isEqualTo("restore");
    assertThat(init.get(0).has("restartPolicy")).isFalse();
    assertThat(init.get(1).path("args").get(0).asText()).isEqualTo("replicate");
    assertThat(init.get(1).path("restartPolicy").asText()).isEqualTo("Always");
  }

  // What Pod Security restricted and the admission rules on containers ask for.
  @Test
  void everyContainerIsHardenedAndBounded() {
    for (JsonNode one : spec().path("initContainers")) {
      assertThat(one.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(one.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(one.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(one.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(one.path("imagePullPolicy").asText()).isEqualTo("Always");
      assertThat(one.path("image").asText()).matches("[^@]+@sha256:[0-9a-f]{64}");
      for (String bound : new String[] {"requests", "limits"}) {
        assertThat(one.at("/resources/" + bound + "/cpu").asText()).isNotEmpty();
        assertThat(one.at("/resources/" + bound + "/memory").asText()).isNotEmpty();
      }
    }
    assertThat(spec().at("/securityContext/seccompProfile/type").asText())
        .isEqualTo("RuntimeDefault");
  }

  // The real API server judges that one, against every admission rule.
  @Test
  void thePodThatTheAdmissionRulesLetInHasTheSameContainersAndRights() {
    JsonNode admitted =
        AdmissionCase.all().stream()
            .filter(one -> one.content().at("/spec/initContainers/1").isObject())
            .findFirst()
            .orElseThrow()
            .content()
            .path("spec");
    for (String field : new String[] {"initContainers", "containers", "securityContext"}) {
      JsonNode ours = spec().path(field);
      String digits = ours.toString().replaceAll("gs://t-[0-9a-f]+-lab", "gs://bucket");
      assertThat(admitted.path(field).toString().replaceAll("gs://t-[0-9a-f]+-lab", "gs://bucket"))
          .isEqualTo(digits);
    }
  }

  private static JsonNode spec() {
    return new ObjectMapper().<JsonNode>valueToTree(pod().toMap()).path("spec");
  }

  private static Manifest pod() {
    TenantName tenant = new TenantName("umbrella");
    var sidecar =
        new LitestreamSidecar(
            PinnedImage.parse("registry.tenantry.invalid/agents/litestream" + DIGEST),
            DataNames.sqliteClaim(AGENT),
            DataNames.sqliteBucket(TenantId.of("prod", tenant), AGENT));
    Map<String, String> labels =
        Map.of(
            Labels.TENANT_ID, tenant.value(),
            Labels.ROLE, PodRole.ORCHESTRATOR.label(),
            Labels.AGENT, AGENT.value(),
            Labels.IDENTITY, "true");
    PodSpecArgs.Builder spec =
        PodSpecArgs.builder()
            .serviceAccountName(Names.serviceAccount(AGENT))
            .automountServiceAccountToken(false)
            .securityContext(HardenedPods.pod())
            .initContainers(InitContainer.list(sidecar.initContainers()))
            .containers(
                ContainerArgs.builder()
                    .name("agent")
                    .image("registry.tenantry.invalid/agents/agent" + DIGEST)
                    .imagePullPolicy("Always")
                    .securityContext(HardenedPods.container())
                    .resources(
                        HardenedPods.resources(
                            SqliteSidecar.SIDECAR_REQUESTS, SqliteSidecar.SIDECAR_LIMITS))
                    .volumeMounts(sidecar.mount())
                    .build())
            .volumes(sidecar.volume());
    return new Manifest(
        "v1",
        "Pod",
        ObjectMetaArgs.builder().name("agent-lab-0").labels(labels).build(),
        Map.of(
            "spec",
            Placement.of(Tier.ISOLATED, PodRole.ORCHESTRATOR, NodePlacement.BY_TIER)
                .on(spec, labels)
                .build()));
  }
}
