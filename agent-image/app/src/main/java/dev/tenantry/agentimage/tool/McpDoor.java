package dev.tenantry.agentimage.tool;

import dev.tenantry.agentimage.http.Exchange;
import dev.tenantry.agentimage.http.HttpProblem;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * MCP's streamable HTTP without sessions, on the JDK's server: each POST gets its answer as JSON.
 *
 * <p>The SDK's own transports need a servlet container.
 */
final class McpDoor implements McpStatelessServerTransport {
  private final McpJsonMapper json;
  private final Duration limit;
  private McpStatelessServerHandler handler;

  McpDoor(McpJsonMapper json, Duration limit) {
    this.json = json;
    this.limit = limit;
  }

  @Override
  public void setMcpHandler(McpStatelessServerHandler handler) {
    this.handler = handler;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  /** Answers a request; whoever may not call was refused before. */
  void answer(Exchange exchange, String caller) {
    if (!exchange.method().equals("POST")) {
      exchange.set("Allow", "POST");
      throw new HttpProblem(405, "Method not allowed", "use POST");
    }
    // No browser calls a tool; the specification wants foreign origins refused.
    if (exchange.header("Origin").isPresent()) {
      throw new HttpProblem(403, "Forbidden", "browsers may not call tools");
    }
    var context = McpTransportContext.create(Map.of("caller", caller));
    JSONRPCMessage message = message(exchange.body());
    if (message instanceof JSONRPCRequest request) {
      exchange.answer(
          200, "application/json", bytes(handler.handleRequest(context, request).block(limit)));
    } else if (message instanceof JSONRPCNotification notification) {
      handler.handleNotification(context, notification).block(limit);
      exchange.answer(202, "application/json", new byte[0]);
    } else {
      throw new HttpProblem(400, "Bad request", "neither a request nor a notification");
    }
  }

  private JSONRPCMessage message(byte[] body) {
    try {
      return McpSchema.deserializeJsonRpcMessage(json, new String(body, StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException problem) {
      throw new HttpProblem(400, "Bad request", "the body is no JSON-RPC message");
    }
  }

  private byte[] bytes(Object answer) {
    try {
      return json.writeValueAsBytes(answer);
    } catch (IOException problem) {
      throw new java.io.UncheckedIOException(problem);
    }
  }
}
