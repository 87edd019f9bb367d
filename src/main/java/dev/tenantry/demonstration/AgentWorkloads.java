package dev.tenantry.demonstration;

import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.ToolName;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.ModelSettings;
import dev.tenantry.contract.OrchestratorSettings;
import dev.tenantry.contract.ToolSettings;
import dev.tenantry.contract.Variable;
import dev.tenantry.contract.WorkerSettings;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantId;
import dev.tenantry.settings.AgentSettings;
import dev.tenantry.settings.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The processes of one agent: its orchestrator, its tools, its worker. */
final class AgentWorkloads {
  private static final String SETTINGS_FILE = "agent.json";
  private static final String METRICS = ".metrics";

  /** Under which an agent's tools are found; the addresses of no other machine. */
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost");

  /** A turn of the simulator takes seconds; nobody wants to wait longer for {@code make down}. */
  private static final int SHUTDOWN_SECONDS = 20;

  /** For the JVM's own end, after which the environment kills. */
  private static final int GRACE_SECONDS = SHUTDOWN_SECONDS + 5;

  private final DemonstratedAgent agent;
  private final AgentSettings settings;
  private final TenantId id;
  private final Surroundings around;

  AgentWorkloads(DemonstratedAgent agent, AgentsConfig shared, TenantId id, Surroundings around) {
    this.agent = agent;
    this.settings = new AgentSettings(agent.tenant(), shared);
    this.id = id;
    this.around = around;
  }

  List<PlannedProcess> processes() {
    List<PlannedProcess> processes = new ArrayList<>();
    processes.add(orchestrator());
    agent.tools().forEach(tool -> processes.add(tool(tool)));
    settings.worker(agent.name()).ifPresent(told -> processes.add(worker(told)));
    return processes;
  }

  /** The name of the orchestrator's process and of the port of conversations. */
  String orchestratorName() {
    return name(Mode.ORCHESTRATOR.label());
  }

  /** The models that the agent asks for. */
  Set<String> models() {
    ModelSettings asked = told().model();
    Set<String> names = new TreeSet<>(Set.of(asked.name()));
    if (!asked.embedding().isBlank()) {
      names.add(asked.embedding());
    }
    return names;
  }

  private OrchestratorSettings told() {
    return settings.orchestrator(
        agent.name(),
        tool -> "https://127.0.0.1:" + PlannedProcess.port(name(tool)) + Door.MCP,
        agent.tools());
  }

  private PlannedProcess orchestrator() {
    List<String> before = new ArrayList<>(List.of(Simulator.NAME));
    agent.tools().forEach(tool -> before.add(name(tool)));
    Map<String, String> variables = variables(Mode.ORCHESTRATOR, orchestratorName());
    addModel(variables);
    if (settings.worker(agent.name()).isPresent()) {
      addQueue(variables);
    }
    addTls(variables);
    return process(orchestratorName(), variables, told(), before, List.of(certificate()));
  }

  private PlannedProcess tool(ToolName tool) {
    ToolSettings told = settings.tool(agent.name(), tool).orElseThrow();
    Map<String, String> variables = variables(Mode.TOOL, name(tool));
    addTls(variables);
    List<String> before = new ArrayList<>();
    switch (told.kind()) {
      case SEARCH -> {
        addModel(variables);
        before.add(Simulator.NAME);
      }
      case SQL -> {}
    }
    var certificate =
        new PlannedProcess.Certificate(
            authority(), settings.identity(agent.name(), tool), LOOPBACK);
    return process(name(tool), variables, told, before, List.of(certificate));
  }

  private PlannedProcess worker(WorkerSettings told) {
    String name = name(Mode.WORKER.label());
    Map<String, String> variables = variables(Mode.WORKER, name);
    addModel(variables);
    addQueue(variables);
    return process(name, variables, told, List.of(Simulator.NAME), List.of());
  }

  private PlannedProcess process(
      String name,
      Map<String, String> variables,
      Record told,
      List<String> before,
      List<PlannedProcess.Certificate> certificates) {
    return new PlannedProcess(
        name,
        around.agent(),
        variables,
        Map.of(SETTINGS_FILE, SettingsFile.of(told)),
        List.of(name, name + METRICS),
        // Not the main port: that of a tool asks for a certificate.
        new PlannedProcess.Health(name + METRICS, Door.READY),
        GRACE_SECONDS,
        before,
        certificates);
  }

  private Map<String, String> variables(Mode mode, String name) {
    Map<String, String> variables = new TreeMap<>();
    put(variables, Variable.AGENT_MODE, mode.label());
    put(variables, Variable.AGENT_CONFIG_FILE, inFolder(SETTINGS_FILE));
    // An agent asks nobody for a login: that is the door's, which is not here.
    put(variables, Variable.HOST, "127.0.0.1");
    put(variables, Variable.PORT, PlannedProcess.port(name));
    put(variables, Variable.METRICS_PORT, PlannedProcess.port(name + METRICS));
    put(variables, Variable.SHUTDOWN_SECONDS, Integer.toString(SHUTDOWN_SECONDS));
    put(variables, Variable.TENANT_ID, id.toString());
    put(variables, Variable.TENANT_NAME, agent.tenant().name().value());
    put(variables, Variable.AGENT_NAME, agent.name().value());
    put(variables, Variable.POD_NAME, name);
    String database = DataNames.database(id, agent.tenant().data().mode());
    String server = around.databaseHost() + ":" + around.databasePort();
    put(variables, Variable.DB_URL, "jdbc:postgresql://" + server + "/" + database);
    put(variables, Variable.DB_USER, Names.login(id));
    put(variables, Variable.DB_PASSWORD_FILE, around.passwordFile(agent));
    return variables;
  }

  private void addModel(Map<String, String> variables) {
    put(variables, Variable.MODEL_BASE_URL, Simulator.BASE_URL);
    put(variables, Variable.MODEL_TOKEN_FILE, around.tokenFile(agent));
  }

  private void addQueue(Map<String, String> variables) {
    put(variables, Variable.QUEUE_URL, around.queueUrl());
    // Accounts part tenants' subjects, so that this one need not name the tenant.
    put(variables, Variable.QUEUE_SUBJECT, AgentNames.queueSubject(agent.name()));
    put(variables, Variable.QUEUE_CREDENTIALS_FILE, around.credentialsFile(agent));
  }

  private static void addTls(Map<String, String> variables) {
    put(variables, Variable.TLS_CERT_FILE, inFolder("tls.crt"));
    put(variables, Variable.TLS_KEY_FILE, inFolder("tls.key"));
    put(variables, Variable.TLS_CA_FILE, inFolder("ca.crt"));
  }

  private static void put(Map<String, String> variables, Variable variable, String value) {
    variables.put(variable.name(), value);
  }

  private static void put(Map<String, String> variables, Variable variable, Path file) {
    variables.put(variable.name(), file.toString());
  }

  private static String inFolder(String file) {
    return PlannedProcess.FOLDER + "/" + file;
  }

  private PlannedProcess.Certificate certificate() {
    return new PlannedProcess.Certificate(authority(), settings.identity(agent.name()), List.of());
  }

  /** One for each tenant: no tenant's certificate is even looked at by another one's tools. */
  private String authority() {
    return Names.namespace(agent.tenant().name());
  }

  /** Dots, which no name of a tenant, agent or tool has: no two processes share a name. */
  private String name(String part) {
    return agent.tenant().name() + "." + agent.name() + "." + part;
  }

  private String name(ToolName tool) {
    return name("tool." + tool);
  }
}
