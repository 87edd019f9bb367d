package dev.tenantry.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.contract.Variable;
import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationPlanTest {
  private static final Surroundings AROUND =
      new Surroundings(
          "127.0.0.1",
          "5432",
          "nats://127.0.0.1:4222",
          Path.of("/state/agent-secrets"),
          List.of("/java", "-jar", "/agent.jar"));

  private static final String IMAGE =
      "registry.tenantry.invalid/agents/own@sha256:" + "a".repeat(64);

  @TempDir private Path root;

  @Test
  void theShippedLocalStackBecomesThesePlannedProcesses() {
    Golden.assertMatches("demonstration/plan-local.json", plan(load(Path.of(""))));
  }

  @Test
  void whatDoesNotRunIsSaidOneByOne() {
    assertThat(DemonstratedAgent.leftOut(load(Path.of(""))))
        .containsExactly(
            "acme/billing: does not run here: one agent a tenant",
            "globex/research: tool browser does not run here: it is not the reference image's",
            "globex/research: tool python does not run here: it is not the reference image's");
  }

  @Test
  void aTenantWithoutAgentsOrWithFilesBesideItsPodsIsLeftOutAloud() throws IOException {
    StackConfig config =
        stackWith(
            "agents: {}",
            """
            agents: { one: { worker: none } }
            data: { mode: sqlite, volume: { size: 1Gi } }
            workloads: { orchestrator: { replicas: { min: 1, max: 1 } } }
            """);
    assertThat(DemonstratedAgent.of(config)).isEmpty();
    assertThat(DemonstratedAgent.leftOut(config))
        .containsExactly(
            "a0: nothing runs here, as it has no agent",
            "a1: nothing runs here, as it keeps its data in SQLite, beside a pod");
  }

  @Test
  void amongEqualsTheFirstByNameRuns() throws IOException {
    StackConfig config =
        stackWith(
            "agents: { b: { tools: [sql] }, a: { tools: [search] }, c: { tools: [x, y] } }\n"
                + "tools: { x: { image: "
                + IMAGE
                + " }, y: { image: "
                + IMAGE
                + " } }\n");
    assertThat(DemonstratedAgent.of(config)).extracting(Object::toString).containsExactly("a0/a");
  }

  // No process may have what the contract does not name, nor name what nobody gives it.
  @Test
  void everyVariableIsOneOfTheContract() throws IOException {
    Set<String> known = new TreeSet<>();
    Stream.of(Variable.values()).map(Enum::name).forEach(known::add);
    for (JsonNode process : processes()) {
      process.path("variables").fieldNames().forEachRemaining(n -> assertThat(known).contains(n));
    }
  }

  // Two tenants' processes share the simulator, and nothing else that one could use to be another.
  @Test
  void noTwoTenantsShareAFileAnAuthorityOrALogin() throws IOException {
    Set<String> acme = identities("acme");
    Set<String> globex = identities("globex");
    assertThat(acme).hasSizeGreaterThan(5).doesNotContainAnyElementsOf(globex);
    assertThat(globex).hasSizeGreaterThan(5);
  }

  @Test
  void aToolIsCalledByItsOwnAgentAlone() throws IOException {
    int tools = 0;
    for (JsonNode process : processes()) {
      JsonNode file = process.path("files").path("agent.json");
      if (file.asText().contains("\"callers\"")) {
        tools++;
        JsonNode callers = new ObjectMapper().readTree(file.asText()).path("callers");
        String tenant = process.path("variables").path("TENANT_NAME").asText();
        String agent = process.path("variables").path("AGENT_NAME").asText();
        assertThat(callers).hasSize(1);
        assertThat(callers.get(0).asText())
            .isEqualTo("spiffe://tenants.localhost/ns/tenant-" + tenant + "/sa/agent-" + agent);
      }
    }
    assertThat(tools).isEqualTo(3);
  }

  private static Set<String> identities(String tenant) throws IOException {
    Set<String> found = new TreeSet<>();
    for (JsonNode process : processes()) {
      JsonNode variables = process.path("variables");
      if (variables.path("TENANT_NAME").asText().equals(tenant)) {
        Stream.of("DB_USER", "DB_PASSWORD_FILE", "MODEL_TOKEN_FILE", "QUEUE_CREDENTIALS_FILE")
            .map(name -> variables.path(name).asText())
            .filter(value -> !value.isEmpty())
            .forEach(found::add);
        found.add(variables.path("TENANT_ID").asText());
        found.add(process.at("/certificate/uri").asText("worker of " + tenant));
        found.add(process.at("/certificate/authority").asText("worker of " + tenant));
      }
    }
    return found;
  }

  private static List<JsonNode> processes() throws IOException {
    JsonNode plan = new ObjectMapper().readTree(plan(load(Path.of(""))));
    return StreamSupport.stream(plan.path("processes").spliterator(), false).toList();
  }

  private static String plan(StackConfig config) {
    return DemonstrationPlan.of(config, AROUND).json();
  }

  private static StackConfig load(Path project) {
    return ConfigLoader.load(project, "local");
  }

  /** The local platform with a tenant for each of these texts: a0, a1, … */
  private StackConfig stackWith(String... tenants) throws IOException {
    Path folder = root.resolve("stacks/local/tenants");
    Files.createDirectories(folder);
    String platform =
        Files.readString(Path.of("stacks/local/platform.yaml"))
            + "data: { sqliteImage: registry.tenantry.invalid/agents/litestream@sha256:"
            + "0".repeat(64)
            + " }\n";
    Files.writeString(folder.resolveSibling("platform.yaml"), platform);
    List<String> texts = new ArrayList<>(List.of(tenants));
    for (String text : texts) {
      String file = "a" + texts.indexOf(text) + ".yaml";
      Files.writeString(folder.resolve(file), "tier: premium\ncostCentre: cc-1\n" + text);
    }
    return load(root);
  }
}
