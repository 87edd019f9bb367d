package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.ReplicaRange;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.WorkloadsConfig;
import dev.tenantry.config.loading.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What runs a tenant's agents, on a real API server with real controllers: every object is taken,
 * every pod is let in by every rule and quota, and updates leave autoscalers alone.
 *
 * <p>No kubelet runs the pods, and neither KEDA nor cert-manager reads its objects.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentPodsE2E {
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String TENANT = "agents-run";
  private static final String NAMESPACE = "tenant-" + TENANT;
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  /** Kinds that GKE brings along; the PodMonitoring is one. */
  private static final String KINDS = "src/test/resources/crds/kinds-of-gke.yaml";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String FILE =
      """
      tier: premium
      costCentre: cc-1
      agents:
        support: { tools: [search, crm], systemPrompt: "%s" }
      tools:
        crm: { image: "registry.tenantry.invalid/agents/crm@sha256:%s" }
      secrets:
        crm-login: { readers: [support/crm] }
        webhook-token: { readers: [support], as: env }
      """;

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void applyATenant() {
    kubectl("apply", "-f", KINDS).succeeded();
    project =
        Project.in(folder, ENVIRONMENT)
            .platformReplacing(
                "domain: tenants.localhost",
                "domain: tenants.localhost\n  tokenAudiences: [ai-gateway]")
            .platformReplacing(
                "agents: { runner: local, model: chat-default }",
                "agents: { image: \"registry.tenantry.invalid/agents/agent"
                    + DIGEST
                    + "\", model: chat-default }")
            .tenant(TENANT, file("Be brief."));
    project.up().succeeded();
  }

  @AfterAll
  static void destroy() {
    kubectl("delete", "deployments", "--all", "-n", NAMESPACE, "--wait=false");
    // No kubelet will ever say that they ended.
    kubectl("delete", "pods", "--all", "--force", "--grace-period=0", "-n", NAMESPACE);
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
    kubectl("delete", "-f", KINDS, "--wait=false");
  }

  // The ReplicaSet controller makes them: a refused pod is one that never appears.
  @Test
  @Order(1)
  void everyPodIsLetInByEveryRuleAndQuotaEvenWhereAllAreAtTheirMost() throws Exception {
    WorkloadsConfig sizes =
        ConfigLoader.load(folder, "local").tenants().get(new TenantName(TENANT)).workloads();
    Map<String, ReplicaRange> ranges = new TreeMap<>();
    ranges.put("agent-support", sizes.orchestrator().replicas());
    ranges.put("agent-support-tool-search", sizes.tool().replicas());
    ranges.put("agent-support-tool-crm", sizes.tool().replicas());
    ranges.put("worker-support", sizes.worker().replicas());
    for (Map.Entry<String, ReplicaRange> one : ranges.entrySet()) {
      String most = Integer.toString(one.getValue().max());
      // Or the autoscalers would bring them back at once, as nobody measures anything.
      kubectl("delete", "hpa", one.getKey(), "-n", NAMESPACE, "--ignore-not-found").succeeded();
      kubectl("scale", "deployment", one.getKey(), "--replicas=" + most, "-n", NAMESPACE)
          .succeeded();
    }
    for (Map.Entry<String, ReplicaRange> one : ranges.entrySet()) {
      assertThat(podsOf(one.getKey(), one.getValue().max()))
          .as(() -> events())
          .isEqualTo(one.getValue().max());
    }
    project.upAfterLoss().succeeded();
  }

  // The file says no replicas, so that an update has none to bring back.
  @Test
  @Order(2)
  void anUpdateLeavesTheNumberOfPodsAndAPausedWorkerAsTheyAre() {
    kubectl("scale", "deployment", "worker-support", "--replicas=3", "-n", NAMESPACE).succeeded();
    kubectl(
            "annotate",
            "scaledobject",
            "worker-support",
            "autoscaling.keda.sh/paused-replicas=0",
            "-n",
            NAMESPACE)
        .succeeded();
    assertThat(project.previewedChanges()).isEmpty();
    project.upAfterLoss().succeeded();
    assertThat(read("deployment/worker-support", "{.spec.replicas}")).isEqualTo("3");
    assertThat(
            read(
                "scaledobject/worker-support",
                "{.metadata.annotations.autoscaling\\.keda\\.sh/paused-replicas}"))
        .isEqualTo("0");
  }

  // A ConfigMap and a Deployment: the orchestrator's. Its tools and its worker go on.
  @Test
  @Order(3)
  void anotherPromptMakesNewPodsOfTheOrchestratorAlone() {
    project.tenant(TENANT, file("Be thorough."));
    assertThat(project.previewedChanges()).isEqualTo(Map.of(TENANT + "-agent-support", "update"));
  }

  @Test
  @Order(4)
  void theRealDefinitionsTookEveryObject() {
    assertThat(read("certificate/agent-support-tool-crm-tls", "{.spec.uris[0]}"))
        .isEqualTo("spiffe://tenants.localhost/ns/" + NAMESPACE + "/sa/agent-support-tool-crm");
    assertThat(read("issuer/agents-authority", "{.spec.ca.secretName}"))
        .isEqualTo("agents-authority");
    assertThat(read("scaledobject/worker-support", "{.spec.triggers[0].type}"))
        .isEqualTo("nats-jetstream");
    assertThat(
            read(
                "deployment/agent-support",
                "{.spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds}"))
        .isEqualTo("5");
  }

  private static int podsOf(String deployment, int wanted) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    int found = 0;
    while (found != wanted && Instant.now().isBefore(end)) {
      Thread.sleep(500);
      String made = read("deployment/" + deployment, "{.status.replicas}");
      found = made.isEmpty() ? 0 : Integer.parseInt(made);
    }
    return found;
  }

  /** Why pods are missing, in the controllers' own words. */
  private static String events() {
    return kubectl("get", "events", "-n", NAMESPACE, "--field-selector=reason=FailedCreate").out();
  }

  private static String read(String object, String path) {
    return kubectl("get", object, "-n", NAMESPACE, "-o", "jsonpath=" + path).succeeded().out();
  }

  private static String file(String prompt) {
    return String.format(FILE, prompt, "0123456789abcdef".repeat(4));
  }

  private static CommandResult kubectl(String... arguments) {
    return ENVIRONMENT.kubectl(arguments);
  }
}
