package dev.tenantry.conform.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Stands in for the telemetry collector: takes OTLP over HTTP and keeps it, unread. */
public final class TelemetryStandIn implements AutoCloseable {
  private final LocalServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  private TelemetryStandIn(LocalServer server) {
    this.server = server;
  }

  /** Starts it on a free port of loopback. */
  public static TelemetryStandIn start() throws IOException {
    LocalServer server = LocalServer.plain();
    TelemetryStandIn telemetry = new TelemetryStandIn(server);
    server.handle(telemetry::take);
    return telemetry;
  }

  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** What came, each byte as one character: words of a protobuf can be found in it by ASCII. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  @Override
  public void close() {
    server.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    if (LocalServer.header(exchange, "Content-Encoding").equals("gzip")) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    bodies.add(new String(bytes, StandardCharsets.ISO_8859_1));
    exchange.getResponseHeaders().add("Content-Type", LocalServer.header(exchange, "Content-Type"));
    exchange.sendResponseHeaders(200, -1);
  }
}
