package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantId;
import dev.tenantry.render.RecordedResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of everything that runs agents in the shipped stacks, and what breaks each law. */
class AgentLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DEPLOYMENT = "kubernetes:apps/v1:Deployment";
  private static final String CONTAINER = "/spec/template/spec/containers/0";

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyAgentKeepsEveryLaw(String stack) {
    List<RecordedResource> recording = StackCase.shipped(stack);
    assertThat(new AgentObjects(recording).all("Deployment")).hasSizeGreaterThan(5);
    assertThat(AgentPodLaws.brokenBy(recording)).isEmpty();
    assertThat(AgentScalingLaws.brokenBy(recording)).isEmpty();
  }

  // Agents of stack local are processes of the machine.
  @Test
  void theLocalStackDeclaresNothingThatRunsAgents() {
    assertThat(AgentObjects.of(StackCase.shipped("local"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyAgentAndEveryToolHasItsDeployment(String stack) {
    var tenants = ConfigLoader.load(Path.of(""), stack).tenants();
    List<String> expected = new ArrayList<>();
    tenants.forEach(
        (tenant, file) ->
            file.agents()
                .forEach(
                    (agent, config) -> {
                      String start = "tenant-" + tenant + "/agent-" + agent;
                      expected.add(start);
                      config.tools().forEach(tool -> expected.add(start + "-tool-" + tool));
                      if (config.hasWorker()) {
                        expected.add("tenant-" + tenant + "/worker-" + agent);
                      }
                    }));
    assertThat(
            new AgentObjects(StackCase.shipped(stack))
                .all("Deployment").stream()
                    .map(one -> AgentObjects.namespace(one) + "/" + AgentObjects.name(one)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  // By name or by id: whoever is named could be reached, or pretended to be.
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void nothingOfOneTenantsAgentsNamesAnother(String stack) {
    var tenants = ConfigLoader.load(Path.of(""), stack).tenants().keySet();
    for (RecordedResource one : AgentObjects.of(StackCase.shipped(stack))) {
      String text = JSON.valueToTree(one.inputs()).toString();
      for (var tenant : tenants) {
        boolean own = one.parent().endsWith("::" + tenant);
        TenantId id = TenantId.of(Names.environment(stack), tenant);
        if (!own) {
          assertThat(text)
              .as(one.name())
              .doesNotContain("tenant-" + tenant, id.toString(), id.hex());
        }
      }
    }
  }

  /** A law's own words, and what breaks it. */
  record Fault(String words, String type, String pointer, String value) {
    @Override
    public String toString() {
      return words;
    }
  }

  static Stream<Fault> faults() {
    return Stream.concat(ofPods(), ofTheRest());
  }

  private static Stream<Fault> ofPods() {
    return Stream.of(
        fault("without its digest", CONTAINER + "/image", "\"registry.example.com/agent:1\""),
        fault("not hardened", CONTAINER + "/securityContext/readOnlyRootFilesystem", "false"),
        fault("mounts a token", "/spec/template/spec/automountServiceAccountToken", "true"),
        fault("is not hardened", "/spec/template/spec/securityContext/runAsNonRoot", "false"),
        fault("has no placement", "/spec/template/spec/priorityClassName", "\"system\""),
        fault("acts as another", "/spec/template/spec/serviceAccountName", "\"default\""),
        fault("names another tenant", "/spec/template/metadata/labels/tenant.id", "\"acme\""),
        fault("than its role", "/spec/template/metadata/labels/role", "\"worker\""),
        fault("select its own pods", "/spec/selector/matchLabels/agent", "\"other\""),
        fault("no livenessProbe", CONTAINER + "/livenessProbe/httpGet/path", "\"/readyz\""),
        fault("no readinessProbe", CONTAINER + "/readinessProbe/httpGet/port", "8080"),
        fault("no startupProbe", CONTAINER + "/startupProbe", null),
        fault("senders no time", CONTAINER + "/lifecycle", null),
        fault("is killed before", "/spec/template/spec/terminationGracePeriodSeconds", "30"),
        fault("its longest turn", CONTAINER + "/env/4/value", "\"20\""),
        fault("variable of its own", CONTAINER + "/env/0/name", "\"API_KEY\""),
        fault(
            "secret in the variable",
            CONTAINER + "/env/0/valueFrom",
            "{\"secretKeyRef\":{\"name\":\"x\",\"key\":\"y\"}}"),
        fault("file that it does not have", CONTAINER + "/env/1/value", "\"/srv/agent.json\""),
        fault("file that never changes", CONTAINER + "/volumeMounts/0/subPath", "\"agent.json\""),
        fault("does not mount", CONTAINER + "/volumeMounts/0/name", "\"scratch\""),
        fault("without a bound", "/spec/template/spec/volumes/1/emptyDir/sizeLimit", null),
        fault("without a bound", "/spec/template/spec/volumes/1/emptyDir/sizeLimit", "\"2Gi\""),
        fault("that nothing makes", "/spec/template/spec/volumes/4/secret/secretName", "\"x\""),
        fault("for everybody", "/spec/template/spec/volumes/4/secret/defaultMode", "420"),
        fault(
            "is for somebody else",
            "/spec/template/spec/volumes/3/projected/sources/0/serviceAccountToken/audience",
            "\"vault\""),
        fault(
            "or for too long",
            "/spec/template/spec/volumes/3/projected/sources/0/serviceAccountToken"
                + "/expirationSeconds",
            "7200"),
        fault(
            "would not start anew",
            "/spec/template/metadata/annotations/tenantry.dev~1settings",
            "\"0\""),
        fault("replicas said", "/spec/replicas", "3"),
        fault("in the wrong order", "/spec/strategy/rollingUpdate/maxUnavailable", "1"));
  }

  private static Stream<Fault> ofTheRest() {
    return Stream.of(
        new Fault("0 autoscalers", HPA, "/spec/scaleTargetRef/name", "\"x\""),
        new Fault("no room", HPA, "/spec/maxReplicas", "1"),
        new Fault(
            "before a turn is over",
            HPA,
            "/spec/behavior/scaleDown/stabilizationWindowSeconds",
            "30"),
        new Fault("budget for one", HPA, "/spec/minReplicas", "1"),
        new Fault("when it cannot see", SCALED, "/spec/fallback/replicas", "0"),
        new Fault("when it cannot see", SCALED, "/spec/cooldownPeriod", "30"),
        new Fault("from being drained", BUDGET, "/spec/unhealthyPodEvictionPolicy", null),
        new Fault("from being drained", BUDGET, "/spec/maxUnavailable", "0"),
        new Fault("leads to 0", SERVICE, "/spec/selector/agent", "\"other\""),
        new Fault("another port", SERVICE, "/spec/ports/0/port", "9090"),
        new Fault("another port", SERVICE, "/spec/type", "\"LoadBalancer\""),
        new Fault("outside of its Namespace", CERTIFICATE, "/spec/issuerRef/name", "\"x\""),
        new Fault("outside", CERTIFICATE, "/spec/issuerRef/kind", "\"ClusterIssuer\""));
  }

  private static final String HPA = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
  private static final String SCALED = "kubernetes:keda.sh/v1alpha1:ScaledObject";
  private static final String BUDGET = "kubernetes:policy/v1:PodDisruptionBudget";
  private static final String SERVICE = "kubernetes:core/v1:Service";
  private static final String CERTIFICATE = "kubernetes:cert-manager.io/v1:Certificate";

  private static Fault fault(String words, String pointer, String value) {
    return new Fault(words, DEPLOYMENT, pointer, value);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPlantedFaultBreaksTheLaw(Fault fault) throws Exception {
    JsonNode value = fault.value() == null ? JSON.missingNode() : JSON.readTree(fault.value());
    List<RecordedResource> faulty = Recordings.with(globex(), fault.type(), fault.pointer(), value);
    List<String> broken = new ArrayList<>(AgentPodLaws.brokenBy(faulty));
    broken.addAll(AgentScalingLaws.brokenBy(faulty));
    assertThat(broken).anyMatch(one -> one.contains(fault.words()));
  }

  @Test
  void aToolThatLetsInAnotherAgentBreaksTheLaw() {
    List<RecordedResource> faulty =
        Recordings.with(
            globex(),
            "kubernetes:core/v1:ConfigMap",
            "/data/tool-browser.json",
            JSON.getNodeFactory()
                .textNode("{\"callers\":[\"spiffe://x/ns/tenant-acme/sa/agent\"]}"));
    assertThat(AgentScalingLaws.brokenBy(faulty))
        .containsExactly(
            "tenant-globex/agent-research-tool-browser lets in somebody else than its agent");
  }

  @Test
  void aCertificateOfAnotherAccountOrWithAKeyForEverBreaksTheLaw() {
    List<RecordedResource> leaves =
        globex().stream()
            .filter(one -> !one.type().equals(CERTIFICATE) || one.name().endsWith("-tls"))
            .toList();
    var text = JSON.getNodeFactory();
    assertThat(
            AgentScalingLaws.brokenBy(
                Recordings.with(
                    leaves, CERTIFICATE, "/spec/uris/0", text.textNode("spiffe://x/ns/y/sa/z"))))
        .containsExactly("tenant-globex/agent-research-tls is not its ServiceAccount's");
    assertThat(
            AgentScalingLaws.brokenBy(
                Recordings.with(
                    leaves,
                    CERTIFICATE,
                    "/spec/privateKey/rotationPolicy",
                    text.textNode("Never"))))
        .containsExactly("tenant-globex/agent-research-tls keeps its key for ever");
  }

  @Test
  void twoWritersOfOneFileBreakTheLaw() {
    List<RecordedResource> umbrella =
        StackCase.shipped("prod").stream()
            .filter(one -> one.namespace().equals(List.of("tenant-umbrella")))
            .toList();
    assertThat(AgentScalingLaws.brokenBy(umbrella)).isEmpty();
    var json = JSON.getNodeFactory();
    assertThat(
            AgentScalingLaws.brokenBy(
                Recordings.with(umbrella, DEPLOYMENT, "/spec/replicas", json.numberNode(2))))
        .containsExactly("tenant-umbrella/agent-lab has more than one writer of its file");
    assertThat(
            AgentScalingLaws.brokenBy(
                Recordings.with(
                    umbrella, DEPLOYMENT, "/spec/strategy/type", json.textNode("RollingUpdate"))))
        .containsExactly("tenant-umbrella/agent-lab would be replaced in the wrong order");
  }

  @Test
  void withoutAFaultNoneIsFound() {
    assertThat(AgentPodLaws.brokenBy(globex())).isEmpty();
    assertThat(AgentScalingLaws.brokenBy(globex())).isEmpty();
  }

  /** The premium tenant of stack dev: it has every kind of object, its orchestrator first. */
  private static List<RecordedResource> globex() {
    return StackCase.shipped("dev").stream()
        .filter(one -> one.namespace().equals(List.of("tenant-globex")))
        .toList();
  }
}
