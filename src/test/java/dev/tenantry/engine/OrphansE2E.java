package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Volumes that tenants and agents left behind, on a real API server: found, kept where they must
 * be, deleted when somebody says how many. In the order of the methods.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrphansE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);
  private static final String DATA =
      """
      tier: standard
      costCentre: cc-1
      data: { mode: sqlite, deletionPolicy: %s, volume: { size: 5Gi } }
      workloads: { orchestrator: { replicas: { min: 1, max: 1 } } }
      agents:
      """;

  /** What the platform's rules and Pod Security let in. */
  private static final String POD =
      """
      {"metadata": {"labels": {"tenant.id": "%s"}},
       "spec": {"automountServiceAccountToken": false, "serviceAccountName": "agent-one",
        "nodeSelector": {"tenantry.dev/pool": "standard"},
        "securityContext": {"runAsNonRoot": true, "runAsUser": 65532,
         "seccompProfile": {"type": "RuntimeDefault"}},
        "containers": [{"name": "probe", "imagePullPolicy": "Always",
         "image": "registry.tenantry.invalid/agents/probe@sha256:%s",
         "securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
          "capabilities": {"drop": ["ALL"]}}}]}}
      """;

  private static final String GOING = "orphan-going";
  private static final String KEEPING = "orphan-keeping";

  @TempDir private static Path folder;
  private static Project project;
  private static ApiServer api;

  @BeforeAll
  static void applyTwoTenantsWithTwoAgentsEach() {
    api = ApiServer.asAdministrator(ENVIRONMENT);
    project =
        Project.in(folder, ENVIRONMENT)
            .platformWith(
                "data: { sqliteImage: registry.tenantry.invalid/agents/litestream"
                    + DIGEST
                    + " }\n")
            .tenant(GOING, DATA.formatted("delete") + "  one: { worker: none }\n")
            .tenant(
                KEEPING,
                DATA.formatted("retain") + "  one: { worker: none }\n  two: { worker: none }\n");
    project.up().succeeded();
  }

  @AfterAll
  static void destroy() {
    ENVIRONMENT.kubectl("delete", "pv", "orphan-disk", "--wait=false");
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  @Order(1)
  void agentsOfTheFilesKeepTheirClaimsThoughNoPodMountsThem() {
    assertThat(orphans().succeeded().out())
        .contains("no orphans")
        .contains("dry run: nothing was deleted.");
  }

  @Test
  @Order(2)
  void anAgentThatLeftItsFileLeavesAClaim() {
    project.tenant(KEEPING, DATA.formatted("retain") + "  one: { worker: none }\n");
    project.up().succeeded();
    String out = orphans().succeeded().out();
    assertThat(out)
        .containsPattern(
            "tenant-orphan-keeping/agent-two-data +5Gi +\\S+ +20\\d\\d-\\S+ +"
                + "no agent of the file has it +deletionPolicy is retain")
        .contains("kubectl delete pvc agent-two-data -n tenant-orphan-keeping")
        .doesNotContain("agent-one-data");
  }

  @Test
  @Order(3)
  void claimsThatNobodyUsesAreFoundAndThoseOfPodsAndScaledDownWorkloadsAreNot() {
    claim(GOING, "forgotten");
    claim(GOING, "mounted");
    claim(GOING, "cache-asleep-0");
    claim(KEEPING, "forgotten");
    pod(GOING, "mounted");
    sleepingSet(GOING);
    String out = orphans().succeeded().out();
    assertThat(out)
        .containsPattern("going/forgotten +1Gi +\\S+ +20\\S+ +no pod, workload or agent uses it +-")
        .containsPattern("tenant-orphan-keeping/forgotten .*deletionPolicy is retain")
        .contains("To delete 1 of them: tenantry orphans local --delete --confirm 1")
        .doesNotContain("going/mounted")
        .doesNotContain("asleep");
  }

  @Test
  @Order(4)
  void nothingIsDeletedWithoutTheRightCount() {
    assertThat(orphans("--delete").failed().out())
        .contains("1 claims would be deleted, say so with --confirm 1: nothing was deleted");
    assertThat(orphans("--delete", "--confirm", "2").failed().out())
        .contains("1 claims would be deleted, not 2: nothing was deleted");
    assertThat(orphans("--confirm", "1").failed().out()).contains("nothing was deleted");
    assertThat(exists(GOING, "forgotten")).isTrue();
  }

  @Test
  @Order(5)
  void theRightCountDeletesThatClaimAndNoOther() throws InterruptedException {
    assertThat(orphans("--delete", "--confirm", "1").succeeded().out())
        .contains("deleted tenant-orphan-going/forgotten");
    // A controller lets go of a deleted claim once it has seen that no pod mounts it.
    assertThat(comes(() -> !exists(GOING, "forgotten"))).isTrue();
    assertThat(exists(GOING, "mounted")).isTrue();
    assertThat(exists(GOING, "cache-asleep-0")).isTrue();
    assertThat(exists(GOING, "agent-one-data")).isTrue();
    assertThat(exists(KEEPING, "forgotten")).isTrue();
    assertThat(exists(KEEPING, "agent-two-data")).isTrue();
    assertThat(orphans().succeeded().out()).contains("dry run: nothing was deleted.\n");
  }

  // Its file is gone and its Namespace is not: somebody removed the file and has not run an update.
  @Test
  @Order(6)
  void aTenantThatNoFileDeclaresHasOnlyOrphansAndAMountedOneIsKept() {
    project.removeTenant(GOING);
    assertThat(orphans().succeeded().out())
        .containsPattern("going/agent-one-data .*no file declares tenant orphan-going +-")
        .containsPattern("going/mounted .*no file declares.* +Pod mounts-it mounts it")
        .containsPattern("going/cache-asleep-0 .*StatefulSet asleep names it")
        .contains("--confirm 1");
  }

  @Test
  @Order(7)
  void aReleasedVolumeOfATenantIsShownAndNeverDeleted() throws InterruptedException {
    releasedVolume();
    assertThat(orphans().succeeded().out())
        .containsPattern(
            "orphan-disk +7Gi +\\S+ +20\\S+ +claim tenant-orphan-gone/agent-x-data is gone +"
                + "volumes are deleted by hand")
        .contains("--confirm 1");
  }

  // Tenants of the other stack are declared in files that this one does not have.
  @Test
  @Order(8)
  void namespacesOfAnotherStackAreNotJudged() {
    String namespace = "/api/v1/namespaces/tenant-orphan-going";
    String other = "{\"metadata\": {\"labels\": {\"app.kubernetes.io/instance\": \"%s\"}}}";
    assertThat(api.send("PATCH", namespace, other.formatted("elsewhere")).status()).isEqualTo(200);
    try {
      assertThat(orphans().succeeded().out()).doesNotContain("tenant-orphan-going");
    } finally {
      api.send("PATCH", namespace, other.formatted("local"));
    }
  }

  private static CommandResult orphans(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "orphans";
    arguments[1] = "local";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return project.tenantry(arguments);
  }

  private static boolean exists(String tenant, String claim) {
    return api.send("GET", claims(tenant) + "/" + claim, "").status() == 200;
  }

  /** Waits half a minute for what a controller does; says whether it did. */
  private static boolean comes(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private static String claims(String tenant) {
    return "/api/v1/namespaces/tenant-" + tenant + "/persistentvolumeclaims";
  }

  private static void claim(String tenant, String name) {
    api.post(
        claims(tenant),
        JSON.valueToTree(
            Map.of(
                "metadata",
                Map.of("name", name),
                "spec",
                Map.of(
                    "accessModes",
                    new String[] {"ReadWriteOnce"},
                    "storageClassName",
                    "premium-rwo",
                    "resources",
                    Map.of("requests", Map.of("storage", "1Gi"))))));
  }

  /** A pod that the admission rules let in, with a claim. */
  private static void pod(String tenant, String claim) {
    ObjectNode pod = template(tenant);
    ((ObjectNode) pod.get("metadata")).put("name", "mounts-it");
    ObjectNode volume = ((ObjectNode) pod.get("spec")).withArray("volumes").addObject();
    volume.put("name", "it").putObject("persistentVolumeClaim").put("claimName", claim);
    api.post("/api/v1/namespaces/tenant-" + tenant + "/pods", pod);
  }

  private static void sleepingSet(String tenant) {
    ObjectNode set = JSON.createObjectNode();
    ObjectNode pod = template(tenant);
    set.putObject("metadata").put("name", "asleep");
    ObjectNode spec = set.putObject("spec").put("replicas", 0).put("serviceName", "asleep");
    spec.putObject("selector").putObject("matchLabels").put("app", "asleep");
    ((ObjectNode) pod.at("/metadata/labels")).put("app", "asleep");
    spec.set("template", pod);
    ObjectNode cache = spec.putArray("volumeClaimTemplates").addObject();
    cache.putObject("metadata").put("name", "cache");
    ObjectNode claim = cache.putObject("spec").put("storageClassName", "premium-rwo");
    claim.putArray("accessModes").add("ReadWriteOnce");
    claim.putObject("resources").putObject("requests").put("storage", "1Gi");
    api.post("/apis/apps/v1/namespaces/tenant-" + tenant + "/statefulsets", set);
  }

  private static ObjectNode template(String tenant) {
    try {
      return (ObjectNode) JSON.readTree(POD.formatted(tenant, "0".repeat(64)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a driver leaves it with reclaim policy Retain: bound to a claim that is no more. */
  private static void releasedVolume() throws InterruptedException {
    ObjectNode volume = JSON.createObjectNode();
    volume.putObject("metadata").put("name", "orphan-disk");
    ObjectNode spec = volume.putObject("spec").put("storageClassName", "premium-rwo");
    spec.put("persistentVolumeReclaimPolicy", "Retain");
    spec.putObject("capacity").put("storage", "7Gi");
    spec.putArray("accessModes").add("ReadWriteOnce");
    spec.putObject("csi").put("driver", "pd.csi.storage.gke.io").put("volumeHandle", "disk");
    spec.putObject("claimRef")
        .put("namespace", "tenant-orphan-gone")
        .put("name", "agent-x-data")
        .put("uid", "00000000-0000-0000-0000-000000000001");
    api.post("/api/v1/persistentvolumes", volume);
    String path = "/api/v1/persistentvolumes/orphan-disk";
    assertThat(comes(() -> api.get(path).at("/status/phase").asText().equals("Released")))
        .as("the volume was released")
        .isTrue();
  }
}
