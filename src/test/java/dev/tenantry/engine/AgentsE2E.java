package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.naming.DataNames;
import dev.tenantry.stores.PrivateFile;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * From tenants' files to agents that answer on this machine: the real engine, queue, database,
 * agents, and a simulator in place of a model.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentsE2E {
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Path STATE = Path.of(ENVIRONMENT.variables().get("TENANTRY_STATE"));

  @TempDir private static Path folder;
  private static Project project;
  private static final Path JAR = Path.of("agent-image/app/target/agent.jar").toAbsolutePath();
  private static Path plan;

  @BeforeAll
  static void declareTwoTenants() throws IOException {
    String head = "tier: standard\ncostCentre: cc-1\n";
    project =
        Project.in(folder, ENVIRONMENT)
            .tenant(
                "talk-one",
                head
                    + "data: { mode: shared-rls, connections: 10 }\n"
                    + "agents: { support: { tools: [search, sql] } }\n")
            .tenant(
                "talk-two",
                head
                    + "data: { mode: database, connections: 10 }\n"
                    + "agents: { research: { tools: [browser, search] } }\n"
                    + "tools: { browser: { image: registry.tenantry.invalid/agents/browser@sha256:"
                    + "a".repeat(64)
                    + " } }\n");
    plan = folder.resolve("plan.json");
    project.up().succeeded();
  }

  @AfterAll
  static void stop() {
    ENVIRONMENT.agents("down");
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  @Order(1)
  void thePlanStartsOneAgentOfEachTenantAndSaysWhatItLeavesOut() {
    CommandResult planned = planned().succeeded();
    assertThat(planned.out())
        .contains("talk-two/research: tool browser does not run here: it is not the reference");
    CommandResult up = started().succeeded();
    assertThat(up.out().lines().filter(line -> line.contains("started on 127.0.0.1:"))).hasSize(8);
  }

  @Test
  @Order(2)
  void eachTenantsAgentAnswersInTheTerminal() {
    for (String tenant : new String[] {"talk-one", "talk-two"}) {
      assertThat(chat(tenant, "hello").succeeded().out())
          .containsPattern("session [0-9a-f-]{36}, turn [0-9a-f-]{36}: \\d+ tokens read, [1-9]");
    }
    assertThat(chat("talk-three", "hello").out())
        .isEqualTo(
            "no agent of tenant talk-three runs here; tenants with one: talk-one, talk-two\n");
  }

  // Both at once; each finds its own document, and no file, log or metric has the other's.
  @Test
  @Order(3)
  void bothIngestAndNeitherHoldsTheOthersWords() throws Exception {
    document("talk-one/support", "The word is PLATYPUS.");
    document("talk-two/research", "The word is CORMORANT.");
    assertThat(found("talk-one", "PLATYPUS")).isEqualTo("1");
    assertThat(found("talk-two", "CORMORANT")).isEqualTo("1");
    assertThat(found("talk-one", "CORMORANT")).isEqualTo("0");
    assertThat(found("talk-two", "PLATYPUS")).isEqualTo("0");
    try (Stream<Path> files = Files.walk(STATE.resolve("logs"))) {
      for (Path log : files.filter(one -> one.toString().contains("talk-")).toList()) {
        assertThat(Files.readString(log)).doesNotContain("PLATYPUS").doesNotContain("CORMORANT");
      }
    }
  }

  private static void document(String agent, String text) throws Exception {
    String url =
        Stream.of(exports().get("TENANTRY_AGENTS").split(" "))
            .filter(one -> one.startsWith(agent + "="))
            .map(one -> one.substring(agent.length() + 1))
            .findFirst()
            .orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/documents"))
            .POST(BodyPublishers.ofString("{\"document\":\"words\",\"text\":\"" + text + "\"}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(202);
  }

  /** How many of a tenant's memories have a word, once there are any. */
  private static String found(String tenant, String word) throws Exception {
    var login = new TenantLogin(ENVIRONMENT, tenant);
    String database = tenant.equals("talk-two") ? login.name() : DataNames.SHARED_DATABASE;
    String all = "SELECT count(*) FROM tenantry.memories";
    for (int i = 0; i < 100 && login.ask(database, all).equals("0"); i++) {
      Thread.sleep(300);
    }
    return login.ask(database, all + " WHERE content LIKE '%" + word + "%'");
  }

  // The simulator is the real program, with vLLM's own metrics.
  @Test
  @Order(4)
  void theSimulatorCountsWhatItWasAsked() throws Exception {
    String model = exports().get("TENANTRY_MODEL");
    assertThat(model).startsWith("simulator http://127.0.0.1:").endsWith("/v1");
    URI metrics = URI.create(model.replaceFirst("simulator (.*)/v1", "$1/metrics"));
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
        .containsPattern("vllm:request_success_total\\{.*chat-default.*} [1-9]");
  }

  @Test
  @Order(5)
  void eachTenantHasASecretOfItsOwnThatNobodyElseReads() throws IOException {
    for (String tenant : new String[] {"talk-one", "talk-two"}) {
      assertThat(secret(tenant, "database-password"))
          .isEqualTo(new TenantLogin(ENVIRONMENT, tenant).password());
    }
    assertThat(secret("talk-one", "model-token")).isNotEqualTo(secret("talk-two", "model-token"));
    try (Stream<Path> files = Files.walk(STATE.resolve("agent-secrets"))) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(6)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    // Neither the plan nor a command line: both are read by many.
    assertThat(Files.readString(plan)).doesNotContain(secret("talk-one", "database-password"));
    assertThat(ProcessHandle.allProcesses().flatMap(one -> one.info().commandLine().stream()))
        .noneMatch(line -> line.contains(secret("talk-one", "database-password")));
  }

  @Test
  @Order(6)
  void theTenantsQueuesAreTwoWorlds() throws Exception {
    Connection one = connect("talk-one", "support");
    Connection two = connect("talk-two", "research");
    // The same subject in both: NatsIsolationIT listens on all others.
    Subscription own = one.subscribe("agent-support");
    Subscription foreign = two.subscribe("agent-support");
    one.flush(PATIENCE);
    two.flush(PATIENCE);
    assertThat(two.jetStreamManagement().getStreamNames())
        .containsExactlyInAnyOrder("agent-research", "agent-research-dead");
    one.publish("agent-support", "{\"kind\":\"treasure\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(own.nextMessage(PATIENCE)).isNotNull();
    assertThat(foreign.nextMessage(Duration.ofMillis(500))).isNull();
    one.close();
    two.close();
  }

  @Test
  @Order(7)
  void onceMoreChangesNothing() throws IOException {
    Map<Path, String> before = secrets();
    planned().succeeded();
    CommandResult up = started().succeeded();
    assertThat(up.out()).doesNotContain("started on");
    assertThat(up.out().lines().filter(line -> line.contains("runs on 127.0.0.1:"))).hasSize(8);
    assertThat(secrets()).isEqualTo(before);
  }

  @Test
  @Order(8)
  void whatIsStoppedIsSaidWithTheWayOut() {
    assertThat(ENVIRONMENT.agents("down").succeeded().out())
        .startsWith("stopped ")
        .contains("talk-one.support.orchestrator", "inference-sim");
    CommandResult chat = chat("talk-one", "hello");
    assertThat(chat.exit()).isEqualTo(1);
    assertThat(chat.out()).isEqualTo("no agent runs on this machine. Run: make up\n");
  }

  private static CommandResult planned() {
    return project.tenantry(
        "agents", "local", "--plan", plan.toString(), "--agent-jar", JAR.toString());
  }

  private static CommandResult started() {
    return ENVIRONMENT.agents("up", "--plan", plan.toString());
  }

  private static CommandResult chat(String tenant, String message) {
    return project.tenantry("chat", tenant, message);
  }

  private static Map<String, String> exports() {
    Map<String, String> exports = new TreeMap<>();
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(STATE.resolve("agents.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    properties.forEach((name, value) -> exports.put(name.toString(), value.toString()));
    return exports;
  }

  private static String secret(String tenant, String name) {
    return new PrivateFile(STATE.resolve("agent-secrets").resolve(tenant).resolve(name)).read();
  }

  private static Map<Path, String> secrets() throws IOException {
    Map<Path, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(STATE.resolve("agent-secrets"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(file, Files.readString(file) + Files.getLastModifiedTime(file));
      }
    }
    return texts;
  }

  private static Connection connect(String tenant, String agent) throws Exception {
    Path credentials = STATE.resolve("agent-secrets/" + tenant + "/queue-" + agent + ".creds");
    return Nats.connect(
        Options.builder()
            .server(ENVIRONMENT.variables().get("TENANTRY_QUEUE_URL"))
            .authHandler(Nats.credentials(credentials.toString()))
            .maxReconnects(0)
            .build());
  }
}
