package dev.tenantry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One folder a behaviour: a tenant's agents, and the exact resources that they become. */
class AgentGoldenTest {
  private static final Path CASES = Golden.ROOT.resolve("agent");

  @Test
  void anOrchestratorIsExactlyThis() {
    Predicate<RecordedResource> orchestrator = one -> one.name().equals("acme-agent-support");
    assertGolden("turns", "orchestrator.yaml", orchestrator.and(AgentGoldenTest::isDeployment));
    assertGolden(
        "turns", "settings.yaml", orchestrator.and(one -> one.type().endsWith("ConfigMap")));
    assertGolden(
        "turns",
        "orchestrator-rest.yaml",
        orchestrator.and(one -> !one.type().matches(".*(Deployment|ConfigMap)")));
  }

  @Test
  void aToolOfTheReferenceImageIsExactlyThis() {
    assertGolden("turns", "tool.yaml", one -> one.name().endsWith("-tool-search"));
  }

  @Test
  void aWorkerAndItsQueueAreExactlyThis() {
    assertGolden("turns", "worker.yaml", one -> one.name().endsWith(".worker"));
    assertGolden("turns", "queue.yaml", one -> one.name().contains("queue"));
  }

  @Test
  void theMonitoringOfAllPodsIsExactlyThis() {
    assertGolden("turns", "monitoring.yaml", one -> one.type().endsWith(":PodMonitoring"));
  }

  @Test
  void certificatesAreExactlyThis() {
    assertGolden("turns", "certificates.yaml", one -> one.type().contains(":cert-manager.io/"));
  }

  // With as many pods as ever, nothing scales; and a drain leaves one of two.
  @Test
  void whatScalesByCpuOrNotAtAllIsExactlyThis() {
    assertGolden("cpu", "scaling.yaml", one -> one.type().matches(".*(Autoscaler|Budget)"));
    assertThat(replicas("cpu", "acme-agent-support-tool-sql")).isEqualTo(2L);
    assertThat(replicas("cpu", "acme-agent-support")).isNull();
  }

  @Test
  void anOrchestratorThatMaySleepScalesExactlyByThis() {
    assertGolden("sleeping", "scaling.yaml", one -> one.type().contains(":keda.sh/"));
    assertThat(of("sleeping")).noneMatch(one -> one.type().contains("Autoscaler"));
  }

  @Test
  void anAgentWithAFileIsExactlyThis() {
    assertGolden(
        "sqlite",
        "orchestrator.yaml",
        one ->
            one.name().equals("acme-agent-lab") && one.type().matches(".*(Deployment|ConfigMap)"));
  }

  @Test
  void aToolWithItsOwnImageIsExactlyThis() {
    assertGolden("sqlite", "tool.yaml", one -> one.name().endsWith("-tool-python"));
  }

  @Test
  void agentsOfTheLocalEnvironmentAreNothingInTheCluster() {
    assertThat(of("local")).isEmpty();
  }

  private static boolean isDeployment(RecordedResource one) {
    return one.type().endsWith(":Deployment");
  }

  private static Object replicas(String name, String deployment) {
    RecordedResource found =
        of(name).stream()
            .filter(one -> one.name().equals(deployment) && isDeployment(one))
            .findFirst()
            .orElseThrow();
    return ((Map<?, ?>) found.inputs().get("spec")).get("replicas");
  }

  private static void assertGolden(String name, String file, Predicate<RecordedResource> which) {
    List<RecordedResource> some = of(name).stream().filter(which).toList();
    assertThat(some).isNotEmpty();
    Golden.assertMatches("agent/" + name + "/" + file, Report.of(some));
  }

  private static List<RecordedResource> of(String name) {
    return StackCase.recordedAt(CASES.resolve(name), "case").stream()
        .filter(one -> one.parent().startsWith(TypeTokens.TENANT_AGENTS + "::"))
        .toList();
  }
}
