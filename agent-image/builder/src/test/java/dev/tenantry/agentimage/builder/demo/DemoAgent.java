package dev.tenantry.agentimage.builder.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Answers on both ports; SIGTERM ends it with code 0, as the contract wants. */
public final class DemoAgent {
  private DemoAgent() {}

  /** Starts both servers. */
  public static void main(String[] arguments) throws IOException {
    HttpServer conversations = server("PORT", "8080");
    conversations.createContext("/v1/chat", exchange -> answer(exchange, Greeting.text()));
    conversations.createContext("/who", exchange -> answer(exchange, who()));
    HttpServer probes = server("METRICS_PORT", "9090");
    probes.createContext("/startupz", exchange -> answer(exchange, "started"));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  conversations.stop(0);
                  probes.stop(0);
                  // Else the JVM's code is 143.
                  Runtime.getRuntime().halt(0);
                }));
    conversations.start();
    probes.start();
  }

  /** The real user and group, locale and size of the trust store of this process. */
  private static String who() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.matches("(Uid|Gid|Groups|NSpid|CapEff):.*")) {
        text.append(line.replaceAll("\\s+", " ").trim()).append('\n');
      }
    }
    return text.append(System.getProperty("sun.jnu.encoding")).toString();
  }

  private static HttpServer server(String variable, String otherwise) throws IOException {
    String port = System.getenv().getOrDefault(variable, otherwise);
    HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(port)), 0);
    server.setExecutor(Executors.newFixedThreadPool(2));
    return server;
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream output = exchange.getResponseBody()) {
      output.write(body);
    }
  }
}
