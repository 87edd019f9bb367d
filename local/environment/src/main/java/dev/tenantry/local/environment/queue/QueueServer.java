package dev.tenantry.local.environment.queue;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.data.MainProgram;
import dev.tenantry.local.environment.processes.Command.Outcome;
import dev.tenantry.local.environment.processes.HttpProbe;
import dev.tenantry.local.environment.processes.Launch;
import dev.tenantry.local.environment.processes.LogTail;
import dev.tenantry.local.environment.processes.Ports;
import dev.tenantry.local.environment.processes.ProcessRecord;
import dev.tenantry.local.environment.processes.ProcessTable;
import dev.tenantry.local.environment.processes.StopSignal;
import dev.tenantry.local.environment.state.PrivateFiles;
import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * NATS with JetStream, in operator mode with the full resolver, as docs/stores.md describes it.
 *
 * <p>The keys of the operator and of the system account are made once, by the main program.
 */
public final class QueueServer {
  public static final String NAME = "nats-server";

  private static final String MONITORING = "nats-monitoring";
  private static final List<String> PORTS = List.of(NAME, MONITORING);
  private static final Duration KEYS_LIMIT = Duration.ofSeconds(60);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;
  private static final int ATTEMPTS = 3;

  /** What the main program writes beside the keys: whom the server believes. */
  private static final String TRUST = "trust.conf";

  private final StateFolder state;
  private final MainProgram program;
  private final ProcessTable processes;
  private final Map<String, String> variables;
  private final Ports ports;

  /** The queue of one state folder; the variables are those of the commands that it runs. */
  public QueueServer(
      StateFolder state, Path project, ProcessTable processes, Map<String, String> variables) {
    this.state = state;
    this.program = new MainProgram(project);
    this.processes = processes;
    this.variables = variables;
    this.ports = new Ports(state.settings("queue-ports"));
  }

  /** Starts the server if it does not run; says where it answers. */
  public String start(Path server) {
    if (processes.isRunning(NAME)) {
      waitUntilHealthy();
      return where();
    }
    ensureKeys();
    for (int attempt = 1; ; attempt++) {
      Map<String, Integer> port = attempt == 1 ? ports.choose(PORTS) : ports.chooseNew(PORTS);
      Path file = configure(port);
      List<String> command = List.of(server.toString(), "--config", file.toString());
      processes.start(new Launch(NAME, command, port.get(NAME), StopSignal.TERM));
      try {
        waitUntilHealthy();
        remember(port);
        return where();
      } catch (Failure e) {
        if (attempt == ATTEMPTS || !LogTail.showsLostPort(state.log(NAME))) {
          throw e;
        }
        processes.stop(NAME);
      }
    }
  }

  private String where() {
    return "on 127.0.0.1:" + processes.find(NAME).orElseThrow().port();
  }

  private void ensureKeys() {
    if (Files.exists(folder().resolve(TRUST))) {
      return;
    }
    List<String> arguments = List.of("queue-keys", "--folder", folder().toString());
    Outcome outcome = program.run(arguments, variables, KEYS_LIMIT);
    if (!outcome.succeeded()) {
      throw new Failure("no keys for the queue\n" + outcome.output().strip());
    }
  }

  /** Accounts lie beside the streams: both go with `clean`, and neither with `down`. */
  private Path configure(Map<String, Integer> port) {
    Path file = state.config().resolve("nats.conf");
    Path data = state.data(NAME);
    String text =
        """
        listen: 127.0.0.1:%d
        http: 127.0.0.1:%d
        resolver { type: full, dir: %s, allow_delete: true }
        jetstream { store_dir: %s, max_memory_store: 64M, max_file_store: 4G }
        include %s
        """
            .formatted(
                port.get(NAME),
                port.get(MONITORING),
                quoted(data.resolve("accounts")),
                quoted(data.resolve("streams")),
                // The server looks for it from the folder of this file on.
                quoted(file.getParent().relativize(folder().resolve(TRUST))));
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PrivateFiles.write(file, text);
    return file;
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void remember(Map<String, Integer> port) {
    settings()
        .write(
            Map.of(
                "TENANTRY_QUEUE_URL", "nats://127.0.0.1:" + port.get(NAME),
                "TENANTRY_QUEUE_MONITORING", "127.0.0.1:" + port.get(MONITORING),
                "TENANTRY_QUEUE_FOLDER", folder().toString()));
  }

  /** Shell exports with which clients find the server, and the main program its keys. */
  public Settings settings() {
    return state.settings("queue");
  }

  private Path folder() {
    return state.root().resolve("queue");
  }

  private void waitUntilHealthy() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!processes.find(NAME).map(this::isHealthy).orElse(false)) {
      if (!processes.isRunning(NAME)) {
        throw new Failure("the queue ended while it started\n" + LogTail.of(state.log(NAME)));
      }
      if (System.nanoTime() > deadline) {
        throw new Failure("the queue is not ready\n" + LogTail.of(state.log(NAME)));
      }
      ProcessTable.pause(POLL_MILLIS);
    }
  }

  /** Stops the server; keeps streams and accounts. Says whether it ran. */
  public boolean stop() {
    return processes.stop(NAME);
  }

  /** Whether the server says that it is well. */
  public boolean isHealthy(ProcessRecord process) {
    Integer port = ports.last(PORTS).get(MONITORING);
    return port != null && HttpProbe.status(port, "/healthz") == HttpProbe.OK;
  }
}
