package dev.tenantry.agentimage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes OTLP over HTTP for several senders, each by a path of its own.
 *
 * <p>Texts are in a protobuf message as they are: a word in a span is found in the bytes.
 */
final class TraceCollector implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, ByteArrayOutputStream> received = new TreeMap<>();

  TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /** The base URL that a sender gets. */
  String url(String sender) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + sender;
  }

  /** All that a sender sent so far, with every byte as one character. */
  synchronized String received(String sender) {
    ByteArrayOutputStream bytes = received.get(sender);
    return bytes == null ? "" : bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private void take(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean traces = path.endsWith("/v1/traces");
    if (traces) {
      String sender = path.substring(1, path.indexOf('/', 1));
      synchronized (this) {
        received.computeIfAbsent(sender, name -> new ByteArrayOutputStream()).write(body);
      }
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(traces ? 200 : 404, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
