package dev.tenantry.agentimage.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.tenantry.agentimage.json.Json;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.resilience.CallFailure;
import dev.tenantry.agentimage.resilience.Dependency;
import dev.tenantry.agentimage.telemetry.Metrics;
import dev.tenantry.agentimage.telemetry.Traces;
import dev.tenantry.contract.ToolEndpoint;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** One tool's MCP server, as the agent calls it. */
final class ToolClient implements AutoCloseable {
  /** How long a tool's description is believed. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  /** The key of a call that is the same when the call is made again. */
  static final String CALL_ID = "tenantry.dev/call-id";

  /** The caller's trace, handed to the thread that sends. */
  private static final String TRACE = "trace";

  private final ToolEndpoint endpoint;
  private final Optional<SSLContext> tls;
  private final Dependency dependency;
  private McpSyncClient client;
  private List<ToolSpecification> specifications = List.of();
  private Deadline fresh = Deadline.in(Duration.ZERO);

  ToolClient(ToolEndpoint endpoint, Optional<SSLContext> tls, Metrics metrics) {
    this.endpoint = endpoint;
    this.tls = tls;
    this.dependency = new Dependency("tool:" + endpoint.name(), metrics);
  }

  String name() {
    return endpoint.name();
  }

  /** What the server offers; what it offered last, or nothing, while it is away. */
  synchronized List<ToolSpecification> specifications() {
    if (!fresh.isOver()) {
      return specifications;
    }
    try {
      specifications =
          dependency.call(
              Deadline.in(Duration.ofSeconds(endpoint.timeoutSeconds())),
              () -> true,
              () ->
                  asked(() -> connected().listTools()).tools().stream()
                      .map(ToolClient::specification)
                      .toList());
      fresh = Deadline.in(FRESH);
    } catch (CallFailure failure) {
      Log.warn("tool_away", endpoint.name() + ": " + failure.getMessage());
    }
    return specifications;
  }

  /**
   * Calls the tool.
   *
   * @param call the same for every attempt at the same call
   * @param bytes of the result that are kept
   */
  ToolResult call(String name, String arguments, UUID call, Deadline deadline, int bytes) {
    try {
      JsonNode parsed = Json.read(arguments.isBlank() ? "{}" : arguments);
      if (!parsed.isObject()) {
        return new ToolResult(false, "the arguments are no JSON object");
      }
      Map<String, Object> values = Json.map(parsed);
      CallToolResult result =
          dependency.call(
              deadline,
              () -> true,
              () ->
                  asked(
                      () ->
                          connected()
                              .callTool(
                                  new CallToolRequest(
                                      name, values, Map.of(CALL_ID, call.toString())))));
      String text =
          result.content().stream()
              .filter(TextContent.class::isInstance)
              .map(one -> ((TextContent) one).text())
              .collect(Collectors.joining("\n"));
      return new ToolResult(!Boolean.TRUE.equals(result.isError()), cut(text, bytes));
    } catch (UncheckedIOException problem) {
      return new ToolResult(false, "the arguments are no JSON");
    } catch (CallFailure failure) {
      return new ToolResult(false, "the tool " + endpoint.name() + " is not available");
    }
  }

  private static String cut(String text, int bytes) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (all.length <= bytes) {
      return text;
    }
    String kept = new String(all, 0, bytes, StandardCharsets.UTF_8);
    return kept + "\n[cut off after " + bytes + " of " + all.length + " bytes]";
  }

  private synchronized McpSyncClient connected() {
    if (client == null) {
      URI uri = URI.create(endpoint.url());
      Duration limit = Duration.ofSeconds(endpoint.timeoutSeconds());
      var transport =
          HttpClientStreamableHttpTransport.builder(uri.getScheme() + "://" + uri.getRawAuthority())
              .endpoint(uri.getRawPath())
              .openConnectionOnStartup(false)
              .connectTimeout(Duration.ofSeconds(3))
              .customizeClient(builder -> tls.ifPresent(builder::sslContext))
              .addHttpRequestCustomizer(
                  (request, method, to, body, context) ->
                      trace(context).forEach(request::setHeader))
              .build();
      client =
          McpClient.sync(transport)
              .requestTimeout(limit)
              .initializationTimeout(limit)
              .transportContextProvider(
                  () -> McpTransportContext.create(Map.of(TRACE, Traces.headers())))
              .clientInfo(McpSchema.Implementation.builder("tenantry-agent", "1").build())
              .build();
      client.initialize();
    }
    return client;
  }

  /** A client whose connection failed is thrown away: the next call makes a new one. */
  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (McpError refused) {
      throw CallFailure.status(
          "tool:" + endpoint.name(), 400, Optional.empty(), Optional.of(refused));
    } catch (RuntimeException problem) {
      forget();
      throw CallFailure.of("tool:" + endpoint.name(), CallFailure.Kind.UNAVAILABLE, problem);
    }
  }

  private synchronized void forget() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private static Map<String, String> trace(McpTransportContext context) {
    Map<String, String> headers = new TreeMap<>();
    if (context.get(TRACE) instanceof Map<?, ?> values) {
      values.forEach((name, value) -> headers.put(name.toString(), value.toString()));
    }
    return headers;
  }

  private static ToolSpecification specification(McpSchema.Tool tool) {
    var parameters = JsonObjectSchema.builder();
    JsonNode schema = Json.tree(tool.inputSchema());
    schema
        .path("properties")
        .properties()
        .forEach(
            one ->
                parameters.addProperty(
                    one.getKey(), JsonRawSchema.from(one.getValue().toString())));
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(one -> required.add(one.asText()));
    parameters.required(required);
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(parameters.build())
        .build();
  }

  @Override
  public void close() {
    forget();
  }
}
