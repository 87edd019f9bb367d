package dev.tenantry.demonstration;

import dev.tenantry.config.ToolName;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.OrchestratorSettings;
import dev.tenantry.contract.ToolEndpoint;
import dev.tenantry.contract.ToolKind;
import dev.tenantry.contract.ToolSettings;
import dev.tenantry.contract.TurnLimits;
import dev.tenantry.contract.Variable;
import dev.tenantry.contract.WorkerSettings;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  private static final int TOOL_SECONDS = 10;
  private static final int TOOL_ROWS = 100;

  /** An agent waits a little longer than the tool works, so that it hears the tool's reason. */
  private static final int CALL_SECONDS = TOOL_SECONDS + 5;

  /** Tasks here are documents of a few pages: 1,000 characters are a paragraph or two. */
  private static final WorkerSettings WORKER =
      new WorkerSettings(Simulator.model(), 2, 30, 5, 1_000);

  private final DemonstratedAgent agent;
  private final TenantId id;
  private final Surroundings around;

  AgentWorkloads(DemonstratedAgent agent, TenantId id, Surroundings around) {
    this.agent = agent;
    this.id = id;
    this.around = around;
  }

  List<PlannedProcess> processes() {
    List<PlannedProcess> processes = new ArrayList<>();
    processes.add(orchestrator());
    agent.tools().forEach(tool -> processes.add(tool(tool)));
    processes.add(worker());
    return processes;
  }

  /** The name of the orchestrator's process and of the port of conversations. */
  String orchestratorName() {
    return name(Mode.ORCHESTRATOR.label());
  }

  private PlannedProcess orchestrator() {
    List<ToolEndpoint> endpoints = new ArrayList<>();
    List<String> before = new ArrayList<>(List.of(Simulator.NAME));
    for (ToolName tool : agent.tools()) {
      String port = PlannedProcess.port(name(tool));
      String url = "https://127.0.0.1:" + port + Door.MCP;
      endpoints.add(new ToolEndpoint(tool.value(), url, CALL_SECONDS));
      before.add(name(tool));
    }
    String prompt =
        "You are agent "
            + agent.name()
            + " of tenant "
            + agent.tenant().name()
            + ". Call a tool where it helps, and say so where you do not know.";
    var settings =
        new OrchestratorSettings(prompt, Simulator.model(), endpoints, TurnLimits.DEFAULT);
    Map<String, String> variables = variables(Mode.ORCHESTRATOR, orchestratorName());
    addModel(variables);
    addQueue(variables);
    addTls(variables);
    return process(orchestratorName(), variables, settings, before, List.of(certificate()));
  }

  private PlannedProcess tool(ToolName tool) {
    ToolKind kind = DemonstratedAgent.kind(tool).orElseThrow();
    var settings =
        new ToolSettings(kind, List.of(agentUri()), Simulator.model(), TOOL_SECONDS, TOOL_ROWS);
    Map<String, String> variables = variables(Mode.TOOL, name(tool));
    addTls(variables);
    List<String> before = new ArrayList<>();
    switch (kind) {
      case SEARCH -> {
        addModel(variables);
        before.add(Simulator.NAME);
      }
      case SQL -> {}
    }
    String account = Names.serviceAccount(agent.name(), tool);
    var certificate = new PlannedProcess.Certificate(authority(), uri(account), LOOPBACK);
    return process(name(tool), variables, settings, before, List.of(certificate));
  }

  private PlannedProcess worker() {
    String name = name(Mode.WORKER.label());
    Map<String, String> variables = variables(Mode.WORKER, name);
    addModel(variables);
    addQueue(variables);
    return process(name, variables, WORKER, List.of(Simulator.NAME), List.of());
  }

  private PlannedProcess process(
      String name,
      Map<String, String> variables,
      Record settings,
      List<String> before,
      List<PlannedProcess.Certificate> certificates) {
    return new PlannedProcess(
        name,
        around.agent(),
        variables,
        Map.of(SETTINGS_FILE, AgentSettings.json(settings)),
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
    put(variables, Variable.QUEUE_SUBJECT, Names.serviceAccount(agent.name()));
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
    return new PlannedProcess.Certificate(authority(), agentUri(), List.of());
  }

  /** One for each tenant: no tenant's certificate is even looked at by another one's tools. */
  private String authority() {
    return Names.namespace(agent.tenant().name());
  }

  private String agentUri() {
    return uri(Names.serviceAccount(agent.name()));
  }

  private String uri(String account) {
    String namespace = Names.namespace(agent.tenant().name());
    return "spiffe://tenantry.local/ns/" + namespace + "/sa/" + account;
  }

  /** Dots, which no name of a tenant, agent or tool has: no two processes share a name. */
  private String name(String part) {
    return agent.tenant().name() + "." + agent.name() + "." + part;
  }

  private String name(ToolName tool) {
    return name("tool." + tool);
  }
}
