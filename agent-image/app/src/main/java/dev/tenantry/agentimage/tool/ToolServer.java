package dev.tenantry.agentimage.tool;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenantry.agentimage.http.AgentServer;
import dev.tenantry.agentimage.http.Exchange;
import dev.tenantry.agentimage.http.HttpProblem;
import dev.tenantry.agentimage.model.ModelGateway;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.process.Lifecycle;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.settings.AgentEnvironment;
import dev.tenantry.agentimage.settings.SettingsFile;
import dev.tenantry.agentimage.store.Database;
import dev.tenantry.agentimage.telemetry.Metrics;
import dev.tenantry.agentimage.telemetry.Traces;
import dev.tenantry.agentimage.tls.MutualTls;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.ToolKind;
import dev.tenantry.contract.ToolSettings;
import dev.tenantry.contract.Variable;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Mode tool, put together. */
public final class ToolServer {
  private final ToolSettings settings;
  private final AgentEnvironment environment;
  private final Database database;
  private final Metrics metrics;
  private final ToolFunction function;
  private final Optional<ModelGateway> model;
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean draining;

  /** Reads the settings and connects nothing yet. */
  public ToolServer(
      AgentEnvironment environment, Database database, Metrics metrics, Traces traces) {
    this.environment = environment;
    this.settings =
        SettingsFile.read(
            Path.of(environment.required(Variable.AGENT_CONFIG_FILE)), ToolSettings.class);
    this.database = database;
    this.metrics = metrics;
    this.model = model(environment, settings, metrics, traces);
    this.function =
        switch (settings.kind()) {
          case SEARCH -> new SearchTool(database, model, settings.rows(), settings.seconds());
          case SQL -> new SqlTool(database, settings.rows(), settings.seconds());
        };
  }

  /** Where vectors come from; empty for a tool that compares words, which reaches no gateway. */
  private static Optional<ModelGateway> model(
      AgentEnvironment environment, ToolSettings settings, Metrics metrics, Traces traces) {
    if (settings.kind() != ToolKind.SEARCH || settings.model().embedding().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelGateway(
            environment.uri(Variable.MODEL_BASE_URL),
            environment.secret(Variable.MODEL_TOKEN_FILE),
            settings.model(),
            metrics,
            traces));
  }

  /** Begins to serve; ends by what it adds to the process's life. */
  public void start(Lifecycle lifecycle) {
    // The settings' limit is the call's; the answer itself needs a moment more.
    McpDoor door =
        new McpDoor(
            new JacksonMcpJsonMapper(JsonMapper.builder().build()),
            Duration.ofSeconds(settings.seconds() + 5L));
    McpServer.sync(door)
        .serverInfo("tenantry-tool-" + function.name(), "1")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .toolCall(
            McpSchema.Tool.builder(function.name(), function.arguments())
                .description(function.description())
                .build(),
            (context, request) -> call(String.valueOf(context.get("caller")), request.arguments()))
        .immediateExecution(true)
        .build();
    AgentServer server =
        AgentServer.mutualTls(
            environment.required(Variable.HOST),
            environment.port(Variable.PORT),
            MutualTls.context(
                Path.of(environment.required(Variable.TLS_CERT_FILE)),
                Path.of(environment.required(Variable.TLS_KEY_FILE)),
                Path.of(environment.required(Variable.TLS_CA_FILE))));
    server.route(Door.MCP, exchange -> door.answer(exchange, caller(exchange)));
    lifecycle.requires("database", database::isAvailable);
    model.ifPresent(gateway -> lifecycle.requires("model", gateway::isAvailable));
    lifecycle.onDrain("calls", this::drain);
    lifecycle.onDrain("tool", end -> server.stop(Duration.ZERO));
    server.start();
  }

  /** The one certificate that may call, or a refusal. */
  private String caller(Exchange exchange) {
    if (draining) {
      throw HttpProblem.unavailable("this process ends; ask again", Duration.ofSeconds(1));
    }
    List<String> uris = exchange.tls().map(MutualTls::callerUris).orElse(List.of());
    return uris.stream()
        .filter(settings.callers()::contains)
        .findFirst()
        .orElseThrow(
            () -> {
              Log.audit(uris.toString(), "tool_call", function.name(), "refused", Map.of());
              metrics.call("caller", "refused");
              return new HttpProblem(403, "Forbidden", "this certificate may not call this tool");
            });
  }

  private CallToolResult call(String caller, Map<String, Object> arguments) {
    running.incrementAndGet();
    try {
      String text = function.call(arguments == null ? Map.of() : arguments);
      Log.audit(caller, "tool_call", function.name(), "succeeded", Map.of());
      return result(text, false);
    } catch (ToolFailure failure) {
      Log.audit(caller, "tool_call", function.name(), "failed", Map.of());
      return result(failure.getMessage(), true);
    } finally {
      running.decrementAndGet();
    }
  }

  private static CallToolResult result(String text, boolean failed) {
    return CallToolResult.builder()
        .content(List.of(TextContent.builder(text).build()))
        .isError(failed)
        .build();
  }

  private void drain(Deadline end) {
    draining = true;
    while (running.get() > 0 && !end.isOver()) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
