package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.NodePlacement;
import dev.tenantry.config.Tier;
import dev.tenantry.kubernetes.Placement;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.PodRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which nodes the real scheduler gives to a tenant's pods.
 *
 * <p>The nodes are objects without a machine: enough to be chosen, and nothing runs on them.
 */
class PlacementE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final List<String> TIERS = Stream.of(Tier.values()).map(Tier::label).toList();

  private static final String NODE =
      """
      {"apiVersion": "v1", "kind": "Node",
       "metadata": {"name": "pool-TIER", "labels": {"tenantry.dev/pool": "TIER"}},
       "spec": {"taints": [{"key": "tenantry.dev/pool", "value": "TIER", "effect": "NoSchedule"}]},
       "status": {"capacity": {"cpu": "64", "memory": "64Gi", "ephemeral-storage": "64Gi",
         "pods": "100"},
        "allocatable": {"cpu": "64", "memory": "64Gi", "ephemeral-storage": "64Gi",
         "pods": "100"},
        "conditions": [{"type": "Ready", "status": "True", "reason": "Test"}]}}
      """;

  /** GKE brings its own. */
  private static final String SANDBOX =
      """
      {"apiVersion": "node.k8s.io/v1", "kind": "RuntimeClass", "metadata": {"name": "gvisor"},
       "handler": "runsc"}
      """;

  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "NAME", "labels": {"tenant.id": "place-TENANT"}},
       "spec": {"automountServiceAccountToken": false, "serviceAccountName": "agent-support",
        "securityContext": {"runAsNonRoot": true, "runAsUser": 65532,
         "seccompProfile": {"type": "RuntimeDefault"}},
        "containers": [{"name": "probe", "imagePullPolicy": "Always",
         "image": "registry.tenantry.invalid/agents/probe@sha256:DIGEST",
         "securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
          "capabilities": {"drop": ["ALL"]}}}]}}
      """;

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void applyATenantOfEachTierAndMakeANodeForEach() throws IOException {
    project = Project.in(folder, ENVIRONMENT);
    for (String tier : TIERS) {
      create("node-" + tier, NODE.replace("TIER", tier)).succeeded();
      project.tenant(
          "place-" + tier, "tier: " + tier + "\ncostCentre: cc-1\nagents:\n  support: {}\n");
    }
    create("sandbox", SANDBOX).succeeded();
    project.up().succeeded();
  }

  @AfterAll
  static void destroy() {
    for (String tier : TIERS) {
      // No kubelet will ever say that they ended.
      kubectl("delete pods --all --force --grace-period=0 -n tenant-place-" + tier).succeeded();
      kubectl("delete node pool-" + tier).succeeded();
    }
    kubectl("delete runtimeclass gvisor").succeeded();
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  void aPodOfItsTiersPlacementGetsANodeOfItsTierAndOfNoOther() throws Exception {
    for (Tier tier : Tier.values()) {
      create("own-" + tier, pod("own", tier, placement(tier))).succeeded();
      assertThat(nodeOf("own", tier.label())).isEqualTo("pool-" + tier);
      for (Tier other : Tier.values()) {
        if (other != tier) {
          Placement own = placement(tier);
          Placement foreign =
              new Placement(
                  placement(other).nodeSelector(),
                  placement(other).tolerated(),
                  own.runtimeClassName(),
                  own.priorityClassName());
          assertThat(create("other-" + tier, pod("other", tier, foreign)).failed().out())
              // Three rules refuse it; the API server names one of them.
              .containsPattern("'tenantry-(node-pool|node-selectors|tolerations)'");
        }
      }
    }
  }

  @Test
  void aPodThatDoesNotSayWhereItRunsIsRefused() throws Exception {
    for (Tier tier : Tier.values()) {
      Placement own = placement(tier);
      Placement anywhere =
          new Placement(Map.of(), own.tolerated(), own.runtimeClassName(), own.priorityClassName());
      assertThat(create("anywhere-" + tier, pod("anywhere", tier, anywhere)).failed().out())
          .contains("'tenantry-node-pool'");
    }
  }

  @Test
  void anIsolatedPodWithoutASandboxIsRefused() throws Exception {
    Placement own = placement(Tier.ISOLATED);
    Placement bare =
        new Placement(
            own.nodeSelector(), own.tolerated(), Optional.empty(), own.priorityClassName());
    assertThat(create("bare-isolated", pod("bare", Tier.ISOLATED, bare)).failed().out())
        .contains("'tenantry-isolated-sandbox'");
  }

  private static Placement placement(Tier tier) {
    return Placement.of(tier, PodRole.ORCHESTRATOR, NodePlacement.BY_TIER);
  }

  private static String pod(String name, Tier tenant, Placement placement) throws IOException {
    ObjectNode pod =
        (ObjectNode)
            JSON.readTree(
                POD.replace("NAME", name)
                    .replace("TENANT", tenant.label())
                    .replace("DIGEST", "a".repeat(64)));
    ObjectNode spec = (ObjectNode) pod.get("spec");
    placement.nodeSelector().forEach(spec.putObject("nodeSelector")::put);
    spec.put("priorityClassName", placement.priorityClassName());
    placement.runtimeClassName().ifPresent(sandbox -> spec.put("runtimeClassName", sandbox));
    for (String pool : placement.tolerated()) {
      spec.withArray("tolerations")
          .addObject()
          .put("key", Labels.NODE_POOL)
          .put("value", pool)
          .put("effect", Placement.EFFECT);
    }
    return pod.toString();
  }

  private static String nodeOf(String pod, String tier) throws InterruptedException {
    for (int tries = 0; ; tries++) {
      String node =
          kubectl("get pod " + pod + " -o jsonpath={.spec.nodeName} -n tenant-place-" + tier)
              .succeeded()
              .out()
              .strip();
      if (!node.isEmpty()) {
        return node;
      }
      assertThat(tries).as("%s stays without a node", pod).isLessThan(400);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static CommandResult create(String name, String json) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".json"), json);
    String tenant = name.replaceFirst(".*-", "");
    return kubectl("create -f " + file + " -n tenant-place-" + tenant);
  }

  private static CommandResult kubectl(String line) {
    return ENVIRONMENT.kubectl(line.split(" "));
  }
}
