package dev.tenantry.agentimage.orchestrator;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.tenantry.agentimage.json.Json;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.store.Conversations;
import dev.tenantry.agentimage.telemetry.GenAi;
import dev.tenantry.agentimage.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tools of an agent. */
final class ToolBox implements AutoCloseable {
  private final String agent;
  private final List<ToolClient> clients;
  private final Conversations conversations;
  private final Traces traces;
  private final int resultBytes;

  ToolBox(
      String agent,
      List<ToolClient> clients,
      Conversations conversations,
      Traces traces,
      int resultBytes) {
    this.agent = agent;
    this.clients = List.copyOf(clients);
    this.conversations = conversations;
    this.traces = traces;
    this.resultBytes = resultBytes;
  }

  /** What the model may ask for. */
  List<ToolSpecification> specifications() {
    return clients.stream().flatMap(client -> client.specifications().stream()).toList();
  }

  /** Calls a tool, or says what it said when this very call was made before. */
  @SuppressWarnings("try") // a Scope is there to be closed
  ToolResult call(ToolCall call, Deadline deadline, TurnListener listener) {
    String tool = call.request().name();
    listener.on("tool_call", Map.of("id", call.id().toString(), "tool", tool));
    Span span = traces.begin("execute_tool " + tool, SpanKind.CLIENT, Context.current());
    span.setAttribute(GenAi.OPERATION, "execute_tool");
    span.setAttribute(GenAi.TOOL, tool);
    span.setAttribute(GenAi.TOOL_CALL, call.id().toString());
    try (Scope scope = span.makeCurrent()) {
      ToolResult result = made(call, deadline);
      if (!result.succeeded()) {
        Traces.fail(span, "tool_failed");
      }
      Log.audit(agent, "tool_call", tool, result.status(), Map.of("call_id", call.id().toString()));
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("id", call.id().toString());
      told.put("tool", tool);
      told.put("status", result.status());
      listener.on("tool_result", told);
      return result;
    } finally {
      span.end();
    }
  }

  private ToolResult made(ToolCall call, Deadline deadline) {
    String tool = call.request().name();
    Optional<ToolClient> client =
        clients.stream()
            .filter(one -> one.specifications().stream().anyMatch(spec -> spec.name().equals(tool)))
            .findFirst();
    String arguments = Optional.ofNullable(call.request().arguments()).orElse("{}");
    boolean first =
        conversations.beginToolCall(call.id(), call.lease().session(), tool, storable(arguments));
    if (!first) {
      Optional<ToolResult> before =
          conversations
              .endedToolCall(call.id())
              .map(ended -> new ToolResult(ended.succeeded(), ended.text()));
      if (before.isPresent()) {
        return before.get();
      }
    }
    ToolResult result =
        client
            .map(one -> one.call(tool, arguments, call.id(), deadline, resultBytes))
            .orElseGet(() -> new ToolResult(false, "there is no tool " + tool + " at present"));
    conversations.endToolCall(call.id(), result.status(), result.text());
    return result;
  }

  /** What the model wrote need not be JSON; the column is. */
  private static String storable(String arguments) {
    try {
      Json.read(arguments);
      return arguments.isBlank() ? "{}" : arguments;
    } catch (UncheckedIOException problem) {
      return Json.write(Map.of("unreadable", arguments));
    }
  }

  @Override
  public void close() {
    clients.forEach(ToolClient::close);
  }
}
