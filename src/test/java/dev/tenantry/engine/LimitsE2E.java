package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.ResourceAmounts;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.WorkloadConfig;
import dev.tenantry.config.WorkloadsConfig;
import dev.tenantry.config.loading.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quota counts as the configuration's sum does, and refuses by scope. */
class LimitsE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String TENANT = "limits";

  /** Has copies of the tenant's quotas, but no rules that would answer before them. */
  private static final String OPEN = "limits-open";

  /** The quota is exactly what `workloads` may need: golden workloads-above-quota shows the sum. */
  private static final String FILE =
      """
      tier: standard
      costCentre: cc-1
      quota:
        requests: { cpu: 1600m, memory: 2432Mi, ephemeralStorage: 3328Mi }
        limits: { cpu: 3200m, memory: 2432Mi, ephemeralStorage: 3328Mi }
        objects: { pods: 10 }
      limitRange:
        container:
          max: { cpu: "1", memory: 1Gi, ephemeralStorage: 1Gi }
      agents: { support: { tools: [search] } }
      """;

  @TempDir private static Path folder;
  private static Project project;
  private static WorkloadsConfig sizes;

  @BeforeAll
  static void applyATenant() {
    project = Project.in(folder, ENVIRONMENT).tenant(TENANT, FILE);
    project.up().succeeded();
    sizes = ConfigLoader.load(folder, "local").tenants().get(new TenantName(TENANT)).workloads();
    ENVIRONMENT.kubectl("create", "namespace", OPEN).succeeded();
  }

  @AfterAll
  static void destroy() {
    ENVIRONMENT.kubectl("delete", "namespace", OPEN, "--wait=false").succeeded();
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  void everyWorkloadAtItsLargestFitsIntoAQuotaOfTheSumAndNoPodMore() throws IOException {
    Map<String, WorkloadConfig> deployments =
        Map.of(
            "orchestrator", sizes.orchestrator(), "worker", sizes.worker(), "tool", sizes.tool());
    for (Map.Entry<String, WorkloadConfig> one : deployments.entrySet()) {
      // In the middle of a rollout there is one more than the most.
      for (int i = 0; i <= one.getValue().replicas().max(); i++) {
        pod(one.getKey() + i, one.getValue()).succeeded();
      }
    }
    for (int i = 0; i < sizes.job().replicas().max(); i++) {
      pod("job" + i, sizes.job()).succeeded();
    }
    assertThat(pod("more", sizes.tool()).failed().out())
        .contains("exceeded quota: tenant-quota")
        .contains(
            "requested: limits.cpu=100m,limits.ephemeral-storage=256Mi,limits.memory=128Mi,pods=1,"
                + "requests.cpu=50m,requests.ephemeral-storage=256Mi,requests.memory=128Mi")
        .contains(
            "limited: limits.cpu=3200m,limits.ephemeral-storage=3328Mi,limits.memory=2432Mi,"
                + "pods=10,requests.cpu=1600m,requests.ephemeral-storage=3328Mi,"
                + "requests.memory=2432Mi");
  }

  @Test
  void aPodWithoutRequestsOrOfAForeignPriorityIsRefusedByTheQuotaItself() throws IOException {
    copyQuota("no-best-effort");
    copyQuota("no-foreign-priority");
    String resources = "\"resources\": {\"requests\": {\"cpu\": \"1m\"}}";
    assertThat(open("best-effort", "\"name\": \"c\"", "").failed().out())
        .contains("exceeded quota: no-best-effort");
    for (String foreign : new String[] {"system-node-critical", "tenant-premium"}) {
      assertThat(open("foreign", resources, foreign).failed().out())
          .contains("exceeded quota: no-foreign-priority");
    }
    open("own", resources, "tenant-standard").succeeded();
    open("none", resources, "").succeeded();
  }

  private static CommandResult pod(String name, WorkloadConfig size) throws IOException {
    ObjectNode pod =
        (ObjectNode)
            JSON.readTree(
                String.format(
                    """
                    {"apiVersion": "v1", "kind": "Pod",
                     "metadata": {"name": "%s", "labels": {"tenant.id": "limits"}},
                     "spec": {"automountServiceAccountToken": false,
                      "serviceAccountName": "agent-support",
                      "priorityClassName": "tenant-standard",
                      "nodeSelector": {"tenantry.dev/pool": "standard"},
                      "securityContext": {"runAsNonRoot": true, "runAsUser": 65532,
                       "seccompProfile": {"type": "RuntimeDefault"}},
                      "containers": [{"name": "probe",
                       "image": "registry.tenantry.invalid/agents/probe@sha256:%s",
                       "imagePullPolicy": "Always", "resources": {},
                       "securityContext": {"allowPrivilegeEscalation": false,
                        "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"]}}}]}}
                    """,
                    name, "a".repeat(64)));
    ObjectNode resources = (ObjectNode) pod.at("/spec/containers/0/resources");
    put(resources.putObject("requests"), size.requests());
    put(resources.putObject("limits"), size.limits());
    return create(name, pod.toString(), "tenant-" + TENANT);
  }

  private static void put(ObjectNode out, ResourceAmounts amounts) {
    out.put("cpu", amounts.cpu().text());
    out.put("memory", amounts.memory().text());
    out.put("ephemeral-storage", amounts.ephemeralStorage().text());
  }

  private static CommandResult open(String name, String container, String priorityClass)
      throws IOException {
    String priority =
        priorityClass.isEmpty() ? "" : "\"priorityClassName\": \"" + priorityClass + "\", ";
    String named = container.contains("name") ? container : "\"name\": \"c\", " + container;
    String pod =
        String.format(
            "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"%s\"},"
                + " \"spec\": {%s\"containers\": [{\"image\": \"probe\", %s}]}}",
            name, priority, named);
    return create(name, pod, OPEN);
  }

  /** The generator's own spec, in a Namespace where nothing else refuses first. */
  private static void copyQuota(String name) throws IOException {
    String json =
        ENVIRONMENT
            .kubectl("get", "resourcequota", name, "-n", "tenant-" + TENANT, "-o", "json")
            .succeeded()
            .out();
    ObjectNode copy = JSON.createObjectNode();
    copy.put("apiVersion", "v1").put("kind", "ResourceQuota");
    copy.putObject("metadata").put("name", name);
    copy.set("spec", JSON.readTree(json).path("spec"));
    create(name, copy.toString(), OPEN).succeeded();
    ENVIRONMENT
        .kubectl(
            "wait", "resourcequota/" + name, "-n", OPEN, "--for=jsonpath={.status.hard.pods}=0")
        .succeeded();
  }

  private static CommandResult create(String name, String json, String namespace)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".json"), json);
    return ENVIRONMENT.kubectl("create", "-n", namespace, "-f", file.toString());
  }
}
