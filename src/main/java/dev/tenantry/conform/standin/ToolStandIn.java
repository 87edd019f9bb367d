package dev.tenantry.conform.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.tenantry.contract.Door;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in for a tool: an MCP server over streamable HTTP that demands a client certificate. It
 * has one tool, answers each call at once with the same text, and records who called.
 */
public final class ToolStandIn implements AutoCloseable {
  /** Its one tool. */
  public static final String TOOL = "lookup";

  /** What the tool returns. */
  public static final String RESULT = "conform-tool-result";

  /** The newest version whose handshake it speaks, where a client names none. */
  private static final String PROTOCOL = "2025-06-18";

  private static final int METHOD_NOT_FOUND = -32601;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalServer server;
  private final List<String> callers = new CopyOnWriteArrayList<>();

  private ToolStandIn(LocalServer server) {
    this.server = server;
  }

  /** Starts it on a free port of loopback, with a certificate of {@code authority}. */
  public static ToolStandIn start(Authority authority) throws IOException {
    try {
      Identity own = authority.issue("spiffe://conform/tool");
      LocalServer server = LocalServer.mutualTls(own.context(authority));
      ToolStandIn tool = new ToolStandIn(server);
      server.handle(tool::answer);
      return tool;
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS for the tool", e);
    }
  }

  /** Of its MCP endpoint. */
  public String url() {
    return "https://localhost:" + server.port() + Door.MCP;
  }

  /** The URI in the certificate of each call of the tool, in their order. */
  public List<String> callers() {
    return List.copyOf(callers);
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    if (!exchange.getRequestMethod().equals("POST")) {
      // Neither a stream of its own accord nor a session that could be ended.
      exchange.sendResponseHeaders(405, -1);
      return;
    }
    if (!request.has("id")) {
      exchange.sendResponseHeaders(202, -1);
      return;
    }
    ObjectNode response = JSON.createObjectNode().put("jsonrpc", "2.0");
    response.set("id", request.path("id"));
    switch (request.path("method").asText()) {
      case "initialize" -> welcome(response.putObject("result"), request.path("params"));
      case "tools/list" -> list(response.putObject("result"));
      case "tools/call" -> {
        callers.add(caller((HttpsExchange) exchange));
        ObjectNode result = response.putObject("result").put("isError", false);
        result.putArray("content").addObject().put("type", "text").put("text", RESULT);
      }
      case "ping" -> response.putObject("result");
      default ->
          response
              .putObject("error")
              .put("code", METHOD_NOT_FOUND)
              .put("message", "unknown method");
    }
    LocalServer.json(exchange, 200, response);
  }

  private static void welcome(ObjectNode result, JsonNode wishes) {
    result.put("protocolVersion", wishes.path("protocolVersion").asText(PROTOCOL));
    result.putObject("capabilities").putObject("tools");
    result.putObject("serverInfo").put("name", "tenantry-conform").put("version", "0");
  }

  private static void list(ObjectNode result) {
    ObjectNode tool = result.putArray("tools").addObject();
    tool.put("name", TOOL).put("description", "Looks something up.");
    ObjectNode schema = tool.putObject("inputSchema").put("type", "object");
    schema.putObject("properties").putObject("query").put("type", "string");
    schema.putArray("required").add("query");
  }

  private static String caller(HttpsExchange exchange) throws IOException {
    try {
      X509Certificate shown = (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
      return Identity.uri(shown);
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate of the caller", e);
    }
  }
}
