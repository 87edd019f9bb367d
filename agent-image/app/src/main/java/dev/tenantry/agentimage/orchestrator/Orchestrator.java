package dev.tenantry.agentimage.orchestrator;

import dev.tenantry.agentimage.http.AgentServer;
import dev.tenantry.agentimage.http.OperationsDoor;
import dev.tenantry.agentimage.model.ModelGateway;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.process.Lifecycle;
import dev.tenantry.agentimage.queue.TaskQueue;
import dev.tenantry.agentimage.settings.AgentEnvironment;
import dev.tenantry.agentimage.settings.SettingsFile;
import dev.tenantry.agentimage.store.Conversations;
import dev.tenantry.agentimage.store.Database;
import dev.tenantry.agentimage.store.Turns;
import dev.tenantry.agentimage.telemetry.Metrics;
import dev.tenantry.agentimage.telemetry.Traces;
import dev.tenantry.agentimage.tls.MutualTls;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.OrchestratorSettings;
import dev.tenantry.contract.Variable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Mode orchestrator, put together. */
public final class Orchestrator {
  private static final Duration LAST_SECOND = Duration.ofSeconds(1);

  /** Of a consumer that no worker has made yet; the worker sets its own. */
  private static final Duration TASK_LEASE = Duration.ofSeconds(60);

  private final OrchestratorSettings settings;
  private final Database database;
  private final Turns turns;
  private final Conversations conversations;
  private final ModelGateway model;
  private final ToolBox tools;
  private final Admission admission;
  private final EventHub hub = new EventHub();
  private final TurnRunner runner;
  private final Recovery recovery;
  private final String agent;
  private final Optional<TaskQueue> queue;

  /** Reads the settings and connects nothing yet. */
  public Orchestrator(
      AgentEnvironment environment, Database database, Metrics metrics, Traces traces) {
    this.settings =
        SettingsFile.read(
            Path.of(environment.required(Variable.AGENT_CONFIG_FILE)), OrchestratorSettings.class);
    this.database = database;
    this.agent = environment.required(Variable.AGENT_NAME);
    this.queue = queue(environment);
    String pod = environment.required(Variable.POD_NAME);
    this.turns = new Turns(database, agent, pod + "/" + thisStart());
    this.conversations = new Conversations(database, agent);
    this.model =
        new ModelGateway(
            environment.uri(Variable.MODEL_BASE_URL),
            environment.secret(Variable.MODEL_TOKEN_FILE),
            settings.model(),
            metrics,
            traces);
    Optional<SSLContext> tls = tls(environment);
    this.tools =
        new ToolBox(
            agent,
            settings.tools().stream().map(one -> new ToolClient(one, tls, metrics)).toList(),
            conversations,
            traces,
            settings.limits().toolBytes());
    this.admission = new Admission(settings.limits(), metrics);
    Duration limit = Duration.ofSeconds(settings.limits().seconds());
    TurnLoop loop = new TurnLoop(settings, turns, conversations, model, tools);
    this.runner = new TurnRunner(agent, loop, turns, metrics, traces, hub, limit);
    this.recovery = new Recovery(turns, runner, admission, pod);
  }

  /** Begins to serve; ends by what it adds to the process's life. */
  public void start(AgentServer server, OperationsDoor operations, Lifecycle lifecycle) {
    Duration limit = Duration.ofSeconds(settings.limits().seconds());
    ChatDoor chat = new ChatDoor(admission, turns, runner, limit);
    SessionsDoor sessions = new SessionsDoor(conversations);
    operations
        .health(server)
        .route(Door.CHAT, chat::answer)
        .route(Door.SESSIONS, sessions::answer)
        .route(Door.EVENTS, hub::stream)
        .route("/", new WebPage()::answer);
    queue.ifPresent(
        tasks -> server.route(Door.DOCUMENTS, new DocumentsDoor(tasks, lifecycle, agent)::answer));
    lifecycle.requires("database", database::isAvailable);
    lifecycle.requires("model", model::isAvailable);
    lifecycle.onDrain("turns", this::drain);
    lifecycle.onDrain("http", end -> server.stop(Duration.ZERO));
    lifecycle.onDrain(
        "tools",
        end -> {
          recovery.close();
          tools.close();
          queue.ifPresent(TaskQueue::close);
        });
    recovery.start();
    server.start();
  }

  /** Running turns end, or stop behind their last step and go on elsewhere. */
  private void drain(Deadline end) {
    admission.close();
    if (!admission.isEmptyBy(end.minus(LAST_SECOND))) {
      runner.stopAll();
      if (!admission.isEmptyBy(end)) {
        throw new IllegalStateException("turns did not stop in time");
      }
    }
    hub.close();
  }

  /** A container's process has the same number at each start, and never the same moment. */
  private static String thisStart() {
    ProcessHandle self = ProcessHandle.current();
    return self.pid() + "-" + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Only to send tasks; an agent without workers has none. */
  private static Optional<TaskQueue> queue(AgentEnvironment environment) {
    return environment
        .optional(Variable.QUEUE_URL)
        .map(
            url ->
                new TaskQueue(
                    environment.uri(Variable.QUEUE_URL),
                    Path.of(environment.required(Variable.QUEUE_CREDENTIALS_FILE)),
                    environment.required(Variable.QUEUE_SUBJECT),
                    TASK_LEASE));
  }

  private static Optional<SSLContext> tls(AgentEnvironment environment) {
    return environment
        .optional(Variable.TLS_CERT_FILE)
        .map(
            chain ->
                MutualTls.context(
                    Path.of(chain),
                    Path.of(environment.required(Variable.TLS_KEY_FILE)),
                    Path.of(environment.required(Variable.TLS_CA_FILE))));
  }
}
