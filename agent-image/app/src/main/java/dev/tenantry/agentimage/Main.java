package dev.tenantry.agentimage;

import dev.tenantry.agentimage.http.AgentServer;
import dev.tenantry.agentimage.http.OperationsDoor;
import dev.tenantry.agentimage.orchestrator.Orchestrator;
import dev.tenantry.agentimage.process.JsonLines;
import dev.tenantry.agentimage.process.Lifecycle;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.settings.AgentEnvironment;
import dev.tenantry.agentimage.settings.SettingsFailure;
import dev.tenantry.agentimage.store.CredentialWatch;
import dev.tenantry.agentimage.store.Database;
import dev.tenantry.agentimage.telemetry.Metrics;
import dev.tenantry.agentimage.telemetry.Traces;
import dev.tenantry.agentimage.tool.ToolServer;
import dev.tenantry.agentimage.worker.Worker;
import dev.tenantry.contract.Variable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Starts the mode that the environment names. */
public final class Main {
  /** EX_CONFIG of sysexits.h: starting again changes nothing. */
  private static final int BAD_SETTINGS = 78;

  private static final Duration LAST_SPANS = Duration.ofSeconds(2);

  private Main() {}

  /** Takes no arguments: all comes from the environment. */
  public static void main(String[] arguments) {
    var environment = new AgentEnvironment(System.getenv());
    JsonLines.to(System.out, everyLine(environment));
    try {
      run(environment);
    } catch (SettingsFailure problem) {
      Log.error("bad_settings", problem.getMessage(), null);
      System.exit(BAD_SETTINGS);
    }
  }

  private static void run(AgentEnvironment environment) {
    String host = environment.required(Variable.HOST);
    var lifecycle = new Lifecycle(environment.shutdown());
    var metrics = new Metrics();
    var traces =
        Traces.to(
            environment.optional(Variable.OTEL_EXPORTER_OTLP_ENDPOINT), attributes(environment));
    var operations = new OperationsDoor(lifecycle, metrics.registry());
    var operationsServer =
        operations.all(AgentServer.plain(host, environment.port(Variable.METRICS_PORT))).start();
    switch (environment.mode()) {
      case ORCHESTRATOR -> {
        Database database = database(environment, 2);
        new Orchestrator(environment, database, metrics, traces)
            .start(AgentServer.plain(host, environment.port(Variable.PORT)), operations, lifecycle);
        lifecycle.onDrain("database", end -> database.close());
      }
      case TOOL -> {
        Database database = database(environment, 1);
        new ToolServer(environment, database, metrics, traces).start(lifecycle);
        lifecycle.onDrain("database", end -> database.close());
      }
      case WORKER -> {
        Database database = database(environment, 1);
        new Worker(environment, database, metrics, traces).start(lifecycle);
        lifecycle.onDrain("database", end -> database.close());
      }
    }
    lifecycle.onDrain("telemetry", end -> traces.close(LAST_SPANS));
    lifecycle.onDrain("operations", end -> operationsServer.stop(Duration.ZERO));
    lifecycle.started();
    Log.info("started", environment.mode().label() + " serves");
  }

  private static Database database(AgentEnvironment environment, int connections) {
    String url = environment.required(Variable.DB_URL);
    if (url.startsWith("jdbc:sqlite:")) {
      return Database.sqlite(
          url,
          environment.required(Variable.TENANT_ID),
          environment.required(Variable.TENANT_NAME),
          environment.required(Variable.AGENT_NAME));
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new SettingsFailure(
          Variable.DB_URL
              + ": '"
              + url
              + "' starts with neither jdbc:postgresql: nor jdbc:sqlite:");
    }
    var password = environment.secret(Variable.DB_PASSWORD_FILE);
    Database database =
        Database.postgres(url, environment.required(Variable.DB_USER), password, connections);
    CredentialWatch.of(password, database::renew);
    return database;
  }

  private static Map<String, String> everyLine(AgentEnvironment environment) {
    Map<String, String> fields = new LinkedHashMap<>();
    environment.optional(Variable.TENANT_NAME).ifPresent(name -> fields.put("tenant", name));
    environment.optional(Variable.AGENT_NAME).ifPresent(name -> fields.put("agent", name));
    environment.optional(Variable.POD_NAME).ifPresent(name -> fields.put("pod", name));
    return fields;
  }

  private static Map<String, String> attributes(AgentEnvironment environment) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("service.name", environment.required(Variable.AGENT_NAME));
    attributes.put("service.version", environment.required(Variable.AGENT_VERSION));
    attributes.put("service.instance.id", environment.required(Variable.POD_NAME));
    // As the label of the same name: information; the collector knows the Namespace it came from.
    environment.optional(Variable.TENANT_ID).ifPresent(id -> attributes.put("tenant.id", id));
    return attributes;
  }
}
