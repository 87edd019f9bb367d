package dev.tenantry.conform.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Calls the one tool of the settings, by MCP. */
final class SampleTools {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Fault fault;
  private final URI url;
  private Optional<HttpClient> client = Optional.empty();
  private Optional<ArrayNode> known = Optional.empty();

  SampleTools(Fault fault, URI url) {
    this.fault = fault;
    this.url = url;
  }

  /** As the model wants to be told, asked once; none if the tool cannot be asked. */
  synchronized ArrayNode offered() {
    if (known.isPresent()) {
      return known.get();
    }
    ArrayNode offered = JSON.createArrayNode();
    try {
      for (JsonNode tool : session("tools/list", JSON.createObjectNode()).path("tools")) {
        ObjectNode function = offered.addObject().put("type", "function").putObject("function");
        function.set("name", tool.path("name"));
        function.set("description", tool.path("description"));
        function.set("parameters", tool.path("inputSchema"));
      }
    } catch (IOException e) {
      // A tool that is away is not offered; the conversation goes on.
      return JSON.createArrayNode();
    }
    known = Optional.of(offered);
    return offered;
  }

  /** The text of a tool's result. */
  String call(String name, String arguments) throws IOException {
    ObjectNode parameters = JSON.createObjectNode().put("name", name);
    parameters.set("arguments", JSON.readTree(arguments));
    return session("tools/call", parameters).path("content").path(0).path("text").asText();
  }

  private synchronized JsonNode session(String method, ObjectNode parameters) throws IOException {
    try {
      if (client.isEmpty()) {
        client =
            Optional.of(
                HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(SampleTls.context(fault))
                    .build());
      }
      ObjectNode welcome = JSON.createObjectNode().put("protocolVersion", "2025-06-18");
      welcome.putObject("capabilities");
      welcome.putObject("clientInfo").put("name", "sample").put("version", "1");
      send(client.get(), "initialize", welcome);
      return send(client.get(), method, parameters).path("result");
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private JsonNode send(HttpClient client, String method, ObjectNode parameters)
      throws IOException, InterruptedException {
    ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    message.put("method", method).set("params", parameters);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(message.toString()))
            .build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }
}
