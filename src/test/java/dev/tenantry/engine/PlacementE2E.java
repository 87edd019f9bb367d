package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final List<String> TIERS = List.of("standard", "premium");

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

  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "NAME", "labels": {"tenant.id": "place-TENANT"}},
       "spec": {"automountServiceAccountToken": false, "serviceAccountName": "agent-support",
        "nodeSelector": {"tenantry.dev/pool": "POOL"},
        "tolerations": [{"key": "tenantry.dev/pool", "value": "POOL", "effect": "NoSchedule"}],
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
      project.tenant(
          "place-" + tier, "tier: " + tier + "\ncostCentre: cc-1\nagents:\n  support: {}\n");
    }
    project.up().succeeded();
    for (String tier : TIERS) {
      create("node-" + tier, NODE.replace("TIER", tier)).succeeded();
    }
  }

  @AfterAll
  static void destroy() {
    for (String tier : TIERS) {
      // No kubelet will ever say that they ended.
      kubectl("delete pods --all --force --grace-period=0 -n tenant-place-" + tier).succeeded();
      kubectl("delete node pool-" + tier).succeeded();
    }
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  void aPodGetsANodeOfItsTenantsTierAndMayAskForNoOther() throws Exception {
    for (String tier : TIERS) {
      create("own-" + tier, pod("own", tier, tier)).succeeded();
      assertThat(nodeOf("own", tier)).isEqualTo("pool-" + tier);
      String other = tier.equals("standard") ? "premium" : "standard";
      assertThat(create("other-" + tier, pod("other", tier, other)).failed().out())
          // Three rules refuse it; the API server names one of them.
          .containsPattern("'tenantry-(node-pool|node-selectors|tolerations)' denied request");
    }
  }

  private static String pod(String name, String tenant, String pool) {
    return POD.replace("NAME", name)
        .replace("TENANT", tenant)
        .replace("POOL", pool)
        .replace("DIGEST", "a".repeat(64));
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
      assertThat(tries).as("%s stays without a node", pod).isLessThan(100);
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
