package dev.tenantry.conform.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** An MCP server with one tool, for the callers of its settings. */
final class SampleToolServer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Fault fault;
  private final List<String> callers = new ArrayList<>();

  SampleToolServer(Fault fault, JsonNode callers) {
    this.fault = fault;
    callers.forEach(uri -> this.callers.add(uri.asText()));
  }

  void start(int port) throws IOException, GeneralSecurityException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(port), 64);
    SSLContext context = SampleTls.context(fault);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            if (fault == Fault.NO_CLIENT_CERTIFICATE) {
              wanted.setWantClientAuth(true);
            } else {
              wanted.setNeedClientAuth(true);
            }
            parameters.setSSLParameters(wanted);
          }
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/mcp",
        exchange -> {
          try (exchange) {
            answer((HttpsExchange) exchange);
          }
        });
    server.start();
  }

  private void answer(HttpsExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    if (!isAdmitted(exchange)) {
      exchange.sendResponseHeaders(403, -1);
    } else if (!request.has("id")) {
      exchange.sendResponseHeaders(202, -1);
    } else {
      reply(exchange, request);
    }
  }

  private void reply(HttpExchange exchange, JsonNode request) throws IOException {
    ObjectNode response = JSON.createObjectNode().put("jsonrpc", "2.0");
    response.set("id", request.path("id"));
    ObjectNode result = response.putObject("result");
    if (request.path("method").asText().equals("initialize")) {
      result.set("protocolVersion", request.path("params").path("protocolVersion"));
      result.putObject("capabilities").putObject("tools");
      result.putObject("serverInfo").put("name", "sample").put("version", "1");
    } else {
      result.putArray("tools");
      if (fault != Fault.NO_TOOLS) {
        ObjectNode tool = result.withArray("/tools").addObject().put("name", "search");
        tool.putObject("inputSchema").put("type", "object");
      }
    }
    SampleDoor.send(exchange, 200, "application/json", response.toString());
  }

  private boolean isAdmitted(HttpsExchange exchange) {
    if (fault == Fault.ANY_CALLER) {
      return true;
    }
    try {
      X509Certificate shown = (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
      for (List<?> name : shown.getSubjectAlternativeNames()) {
        if (callers.contains(name.get(1).toString())) {
          return true;
        }
      }
      return false;
    } catch (SSLPeerUnverifiedException e) {
      return fault == Fault.NO_CLIENT_CERTIFICATE;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
