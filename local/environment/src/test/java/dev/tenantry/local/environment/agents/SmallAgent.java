package dev.tenantry.local.environment.agents;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A process that answers as an agent does: /readyz on METRICS_PORT, and an orderly end on SIGTERM.
 * BEHAVIOUR makes it worse.
 */
final class SmallAgent {
  private SmallAgent() {}

  /** Runs until it is told to end. */
  public static void main(String[] arguments) throws Exception {
    String behaviour = System.getenv().getOrDefault("BEHAVIOUR", "");
    System.out.println("small agent " + System.getenv("GREETING"));
    if (behaviour.equals("dies")) {
      System.out.println("no such database");
      System.exit(3);
    }
    Instant ready = Instant.now().plus(Duration.ofMillis(behaviour.equals("slow") ? 700 : 0));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port("METRICS_PORT")), 0);
    server.createContext(
        "/readyz",
        exchange -> {
          boolean isReady = !behaviour.equals("never") && Instant.now().isAfter(ready);
          exchange.sendResponseHeaders(isReady ? 200 : 503, -1);
          exchange.close();
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(behaviour)));
    mark("started");
    server.start();
    Thread.currentThread().join();
  }

  /** As an agent drains: what it took up is finished before it ends. */
  private static void end(String behaviour) {
    try {
      Thread.sleep(behaviour.equals("stubborn") ? 60_000 : 300);
      mark("drained");
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void mark(String what) throws IOException {
    Path file = Path.of(System.getenv("MARKS")).resolve(System.getenv("NAME") + "." + what);
    Files.writeString(file, Instant.now().toString());
  }

  private static int port(String variable) {
    return Integer.parseInt(System.getenv(variable));
  }
}
