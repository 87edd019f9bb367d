package dev.tenantry.conform.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.Variable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The smallest agent that keeps the contract, on the JDK's HTTP server; and, with the name of a
 * {@link Fault} as its argument, one that breaks it in one place.
 */
public final class SampleAgent {
  private final Fault fault;
  private final SampleLog log;
  private final JsonNode settings;
  private final Mode mode = Mode.parse(System.getenv(Variable.AGENT_MODE.name()));
  private final Path data =
      Path.of(System.getenv(Variable.DB_URL.name()).substring("jdbc:sqlite:".length())).getParent();
  private Optional<SampleModel> model = Optional.empty();
  private Optional<SampleDoor> door = Optional.empty();
  private Optional<SampleStore> store = Optional.empty();
  private volatile boolean draining;

  private SampleAgent(Fault fault) throws IOException {
    this.fault = fault;
    this.log = new SampleLog(fault);
    Path file = Path.of(System.getenv(Variable.AGENT_CONFIG_FILE.name()));
    this.settings = new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  /** Runs until SIGTERM. */
  public static void main(String[] args) {
    try {
      new SampleAgent(Fault.valueOf(args[0])).run();
    } catch (Exception e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void run() throws Exception {
    if (!settings.has("model")) {
      log.event("settings", "no model in the settings");
      if (fault != Fault.IGNORES_SETTINGS) {
        System.exit(1);
      }
    }
    if (fault == Fault.LITTERS) {
      Files.writeString(Path.of("litter.txt"), "left here");
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    int port = Integer.parseInt(System.getenv(Variable.PORT.name()));
    if (mode == Mode.ORCHESTRATOR) {
      orchestrate(port);
    } else if (mode == Mode.TOOL) {
      new SampleToolServer(fault, settings.path("callers")).start(port);
    }
    probes();
    log.event("started", "ready");
    if (fault == Fault.SECRET_IN_LOG) {
      log.event("started", "with token " + SampleModel.token());
    }
    if (fault == Fault.DIES_WITHOUT_QUEUE) {
      Thread.sleep(1_500);
      Runtime.getRuntime().halt(1);
    }
  }

  private void orchestrate(int port) throws IOException {
    SampleStore sessions = new SampleStore(data, fault);
    SampleModel gateway = new SampleModel(fault, settings.path("model").path("name").asText());
    String url = settings.path("tools").path(0).path("url").asText("https://localhost:1");
    SampleTools tools = new SampleTools(fault, URI.create(url));
    SampleTurn turns = new SampleTurn(fault, sessions, gateway, tools, log);
    SampleDoor chat = new SampleDoor(fault, turns, settings.path("limits"));
    store = Optional.of(sessions);
    model = Optional.of(gateway);
    door = Optional.of(chat);
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 64);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        Door.CHAT,
        exchange -> {
          try (exchange) {
            chat.answer(exchange);
          }
        });
    if (fault == Fault.METRICS_FOR_USERS) {
      serve(server, Door.METRICS, () -> 200);
    }
    server.start();
  }

  private interface Status {
    int now() throws IOException;
  }

  private void probes() throws IOException {
    int port = Integer.parseInt(System.getenv(Variable.METRICS_PORT.name()));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 64);
    serve(server, Door.HEALTH, this::health);
    serve(server, Door.READY, this::ready);
    serve(server, Door.STARTUP, () -> 200);
    serve(server, Door.METRICS, () -> fault == Fault.NO_METRICS ? 404 : 200);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void serve(HttpServer server, String path, Status status) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            String secret = fault == Fault.SECRET_IN_METRICS ? SampleModel.token() : "none";
            String text = "# TYPE turns gauge\nturns{token=\"" + secret + "\"} 0\n";
            SampleDoor.send(exchange, status.now(), "text/plain; version=0.0.4", text);
          }
        });
  }

  private int health() {
    boolean ill =
        fault == Fault.HEALTH_ASKS_MODEL && !model.orElseThrow().answers()
            || fault == Fault.HEALTH_ASKS_QUEUE && !hasQueue()
            || fault == Fault.UNHEALTHY_UNDER_LOAD && door.orElseThrow().isFull();
    return ill ? 503 : 200;
  }

  private int ready() {
    boolean away = mode == Mode.WORKER && fault != Fault.READY_WITHOUT_QUEUE && !hasQueue();
    return away || draining && fault != Fault.READY_WHILE_DRAINING ? 503 : 200;
  }

  private static boolean hasQueue() {
    URI queue = URI.create(System.getenv(Variable.QUEUE_URL.name()));
    try (Socket socket = new Socket(queue.getHost(), queue.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** What SIGTERM starts. */
  private void end() {
    door.ifPresent(SampleDoor::drain);
    draining = true;
    try {
      while (fault != Fault.DROPS_TURN && door.map(SampleDoor::isBusy).orElse(false)) {
        Thread.sleep(20);
      }
      // An answer is on its way for a moment after the work on it is done.
      Thread.sleep(fault == Fault.IGNORES_SIGTERM ? 60_000 : 100);
      if (store.isPresent() && fault != Fault.DROPS_TURN) {
        store.get().close();
      }
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(1);
    }
    if (fault != Fault.EXIT_143) {
      Runtime.getRuntime().halt(0);
    }
  }
}
