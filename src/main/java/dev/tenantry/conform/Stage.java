package dev.tenantry.conform;

import dev.tenantry.conform.standin.Authority;
import dev.tenantry.conform.standin.Identity;
import dev.tenantry.conform.standin.ModelStandIn;
import dev.tenantry.conform.standin.TelemetryStandIn;
import dev.tenantry.conform.standin.ToolStandIn;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.ModelSettings;
import dev.tenantry.contract.OrchestratorSettings;
import dev.tenantry.contract.ToolEndpoint;
import dev.tenantry.contract.ToolKind;
import dev.tenantry.contract.ToolSettings;
import dev.tenantry.contract.TurnLimits;
import dev.tenantry.contract.Variable;
import dev.tenantry.contract.WorkerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that surrounds a judged process; it can be started more than once on the same data. */
final class Stage implements AutoCloseable {
  static final String TENANT_ID = "7f1e4c52-6d0b-4c8e-9a51-0c0f0a11ce01";
  static final String TENANT_NAME = "conform-tenant";
  static final String AGENT_NAME = "conform-agent";

  /** URI of the one caller that a tool admits. */
  static final String CALLER = "spiffe://conform/caller";

  /** Turns that the settings let run and wait at once. */
  static final int CONCURRENT = 2;

  static final int WAITING = 2;

  private static final String OWN_URI = "spiffe://conform/agent";
  private static final TurnLimits LIMITS =
      new TurnLimits(8, 32_000, 60, 65_536, CONCURRENT, WAITING);

  /** As NATS writes them; nobody ever admits them. */
  private static final String QUEUE_CREDENTIALS =
      """
      -----BEGIN NATS USER JWT-----
      conform-queue-jwt-5d1c
      ------END NATS USER JWT------
      -----BEGIN USER NKEY SEED-----
      conform-queue-seed-83ab
      ------END USER NKEY SEED------
      """;

  private final ProcessUnderTest subject;
  private final Workplace place;
  private final Authority authority;
  private final ModelStandIn model;
  private final ToolStandIn tool;
  private final TelemetryStandIn telemetry;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private final List<RunningAgent> started = new CopyOnWriteArrayList<>();
  private final Map<String, String> variables;

  /** Who interrupts the checker must not leave agents behind. */
  private final Thread atExit =
      new Thread(() -> started().forEach(agent -> agent.process().close()), "conform-exit");

  private Stage(ProcessUnderTest subject) throws IOException, GeneralSecurityException {
    this.subject = subject;
    this.place = new Workplace(subject.scratch());
    this.authority = new Authority("conform authority", InstantSource.system());
    this.model = ModelStandIn.start();
    this.tool = ToolStandIn.start(authority);
    this.telemetry = TelemetryStandIn.start();
    this.variables = variables();
  }

  /** Makes folders, certificates and stand-ins. */
  static Stage open(ProcessUnderTest subject) throws CannotRunException {
    try {
      Stage stage = new Stage(subject);
      Runtime.getRuntime().addShutdownHook(stage.atExit);
      return stage;
    } catch (IOException | GeneralSecurityException e) {
      throw new CannotRunException("cannot prepare the run: " + e.getMessage(), e);
    }
  }

  /** Starts the process, without waiting for it. */
  RunningAgent start() throws CannotRunException, IOException {
    return start(variables);
  }

  /** Starts it with settings that it cannot use. */
  RunningAgent startUseless() throws CannotRunException, IOException {
    Map<String, String> useless = new TreeMap<>(variables);
    useless.put(Variable.AGENT_CONFIG_FILE.name(), place.uselessSettings().toString());
    return start(useless);
  }

  private RunningAgent start(Map<String, String> environment)
      throws CannotRunException, IOException {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(Variable.PORT.name(), "" + FreePort.next());
    all.put(Variable.METRICS_PORT.name(), "" + FreePort.next());
    all.putAll(subject.environment());
    String scheme = subject.mode() == Mode.TOOL ? "https" : "http";
    String port = all.get(Variable.PORT.name());
    String metrics = all.get(Variable.METRICS_PORT.name());
    AgentDoor door =
        new AgentDoor(
            URI.create(scheme + "://localhost:" + port),
            URI.create("http://localhost:" + metrics),
            heard);
    AgentProcess process = AgentProcess.start(subject.command(), all, place.folder("work"));
    RunningAgent agent = new RunningAgent(process, door, Integer.parseInt(port));
    started.add(agent);
    return agent;
  }

  /** Gives out another token for models, and returns it. */
  String rotateModelToken(String token) throws IOException {
    secrets.add(token);
    place.modelToken(token);
    return token;
  }

  /** Gives out another certificate of its own, and returns it. */
  Identity rotateCertificate() throws IOException {
    try {
      Identity own = authority.issue(OWN_URI);
      place.certificate(own.certificatePem(), own.keyPem(), authority.pem());
      // One line of the key's body is enough to know it by.
      secrets.add(own.keyPem().lines().skip(1).findFirst().orElseThrow());
      return own;
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate for the process", e);
    }
  }

  Mode mode() {
    return subject.mode();
  }

  int shutdownSeconds() {
    return subject.shutdownSeconds();
  }

  Authority authority() {
    return authority;
  }

  ModelStandIn model() {
    return model;
  }

  ToolStandIn tool() {
    return tool;
  }

  TelemetryStandIn telemetry() {
    return telemetry;
  }

  /** Whether {@code variable} is one that the user gave, for a dependency of theirs. */
  boolean isGiven(Variable variable) {
    return subject.environment().containsKey(variable.name());
  }

  /** Every body that was received. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  /** Texts that must be nowhere but in their files. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** Every start of the process so far. */
  List<RunningAgent> started() {
    return List.copyOf(started);
  }

  List<Path> litter() throws IOException {
    return place.litter();
  }

  /** The URI in the certificate of the process. */
  String ownUri() {
    return OWN_URI;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // It runs already: the checker itself is ending, and the agents with it.
      return;
    }
    started.forEach(agent -> agent.process().close());
    for (int index = 0; index < started.size(); index++) {
      place.keep(index + 1, started.get(index).process());
    }
    model.close();
    tool.close();
    telemetry.close();
  }

  private Map<String, String> variables() throws IOException {
    Map<Variable, Object> all = new TreeMap<>();
    all.put(Variable.AGENT_MODE, subject.mode().label());
    all.put(Variable.AGENT_CONFIG_FILE, place.settings(settings()));
    all.put(Variable.SHUTDOWN_SECONDS, subject.shutdownSeconds());
    all.put(Variable.TENANT_ID, TENANT_ID);
    all.put(Variable.TENANT_NAME, TENANT_NAME);
    all.put(Variable.AGENT_NAME, AGENT_NAME);
    all.put(Variable.AGENT_VERSION, "1");
    all.put(Variable.POD_NAME, "conform-0");
    all.put(Variable.MODEL_BASE_URL, model.baseUrl());
    secrets.add("conform-model-token-1-9f27");
    all.put(Variable.MODEL_TOKEN_FILE, place.modelToken("conform-model-token-1-9f27"));
    all.put(Variable.DB_URL, "jdbc:sqlite:" + place.folder("data").resolve("agent.db"));
    rotateCertificate();
    Path tls = place.folder("secrets").resolve("tls");
    all.put(Variable.TLS_CERT_FILE, tls.resolve("tls.crt"));
    all.put(Variable.TLS_KEY_FILE, tls.resolve("tls.key"));
    all.put(Variable.TLS_CA_FILE, tls.resolve("ca.crt"));
    all.put(Variable.OTEL_EXPORTER_OTLP_ENDPOINT, telemetry.url());
    if (subject.mode() == Mode.WORKER) {
      all.put(Variable.QUEUE_URL, "nats://127.0.0.1:" + FreePort.next());
      all.put(Variable.QUEUE_SUBJECT, "tasks.conform-agent");
      secrets.addAll(List.of("conform-queue-jwt-5d1c", "conform-queue-seed-83ab"));
      all.put(Variable.QUEUE_CREDENTIALS_FILE, place.queueCredentials(QUEUE_CREDENTIALS));
    }
    Map<String, String> environment = new TreeMap<>();
    all.forEach((variable, value) -> environment.put(variable.name(), value.toString()));
    environment.put("HOME", place.folder("home").toString());
    environment.put("TMPDIR", place.folder("tmp").toString());
    return environment;
  }

  private Object settings() {
    ModelSettings models = new ModelSettings(ModelStandIn.MODEL, "", 256, 20);
    return switch (subject.mode()) {
      case ORCHESTRATOR ->
          new OrchestratorSettings(
              "You are asked by a checker.",
              models,
              List.of(new ToolEndpoint(ToolStandIn.TOOL, tool.url(), 10)),
              LIMITS);
      case TOOL -> new ToolSettings(ToolKind.SEARCH, List.of(CALLER), models, 10, 10);
      case WORKER -> new WorkerSettings(models, 1, 30, 3, 1_000);
    };
  }
}
