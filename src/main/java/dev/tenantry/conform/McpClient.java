package dev.tenantry.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.contract.Door;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** As much of an MCP client as it takes to see that somebody serves tools. */
final class McpClient {
  private static final String PROTOCOL = "2025-06-18";
  private static final String SESSION = "Mcp-Session-Id";
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SSLContext tls;
  private final int port;
  private final HttpClient client;
  private Optional<String> session = Optional.empty();
  private int sent;

  McpClient(SSLContext tls, int port) {
    this.tls = tls;
    this.port = port;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls)
            .connectTimeout(LIMIT)
            .build();
  }

  /** Opens a session. */
  JsonNode initialize() throws IOException, InterruptedException {
    HttpResponse<String> response = send(welcome());
    session = response.headers().firstValue(SESSION);
    JsonNode answer = message(response);
    ObjectNode ready = JSON.createObjectNode().put("jsonrpc", "2.0");
    send(ready.put("method", "notifications/initialized"));
    return answer;
  }

  /** One request without parameters. */
  JsonNode request(String method) throws IOException, InterruptedException {
    return message(send(numbered(method)));
  }

  /** The status of an attempt to open a session. */
  int status() throws IOException, InterruptedException {
    return send(welcome()).statusCode();
  }

  /** The certificate that a new connection is shown; empty if there is none. */
  Optional<X509Certificate> certificate() {
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.startHandshake();
      return Optional.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private ObjectNode welcome() {
    ObjectNode message = numbered("initialize");
    ObjectNode wishes = message.putObject("params").put("protocolVersion", PROTOCOL);
    wishes.putObject("capabilities");
    wishes.putObject("clientInfo").put("name", "tenantry-conform").put("version", "0");
    return message;
  }

  private ObjectNode numbered(String method) {
    sent++;
    return JSON.createObjectNode().put("jsonrpc", "2.0").put("id", sent).put("method", method);
  }

  private HttpResponse<String> send(ObjectNode message) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + Door.MCP))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(message.toString()));
    session.ifPresent(id -> request.header(SESSION, id).header("MCP-Protocol-Version", PROTOCOL));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The message in an answer, which may be JSON or the one event of a stream. */
  private static JsonNode message(HttpResponse<String> response) throws IOException {
    String body = response.body();
    if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
      StringBuilder data = new StringBuilder();
      body.lines()
          .filter(line -> line.startsWith("data:"))
          .forEach(line -> data.append(line.substring(5)));
      body = data.toString();
    }
    return JSON.readTree(body);
  }
}
