package dev.tenantry.local.environment.data;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.postgres.DatabaseAddress;
import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.processes.Command.Outcome;
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
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The program's own two commands at the database: {@code tenantry migrate}, which on GKE is a Job,
 * and {@code tenantry provisioner}, which there is a Deployment.
 */
public final class TenantData {
  public static final String PROVISIONER = "provisioner";

  /** The login of `tenantry provisioner`; db/bootstrap makes it. */
  private static final String LOGIN = "tenantry_provisioner";

  private static final String MAIN = "dev.tenantry.cli.TenantryCommand";
  private static final int PASSWORD_BYTES = 24;
  private static final Duration MIGRATION_LIMIT = Duration.ofMinutes(2);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final long POLL_MILLIS = 50;

  private final StateFolder state;
  private final Path jar;
  private final ProcessTable processes;
  private final Map<String, String> variables;
  private final Ports ports;

  public TenantData(
      StateFolder state, Path project, ProcessTable processes, Map<String, String> variables) {
    this.state = state;
    this.jar = project.resolve("target/tenantry.jar");
    this.processes = processes;
    this.variables = variables;
    this.ports = new Ports(state.settings("provisioner-port"));
  }

  /** Brings the shared database to the newest schema; returns the command's last line. */
  public String migrate(DatabaseAddress database) {
    Map<String, String> all = new TreeMap<>(variables);
    all.putAll(database.toVariables());
    List<String> words = java();
    words.addAll(List.of("migrate", "--passwords", passwords().toString()));
    Outcome outcome = new Command(words, all).run(MIGRATION_LIMIT);
    String output = outcome.output().strip();
    if (!outcome.succeeded()) {
      throw new Failure("the migrations failed; the old schema is in place\n" + output);
    }
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  /** Starts the provisioner, or leaves it alone if it runs for the same; says where it answers. */
  public String start(DatabaseAddress database) {
    Map<String, String> serves = serves(database);
    if (!served().read().equals(serves)) {
      // Another cluster or server, or another build of the program.
      processes.stop(PROVISIONER);
      served().write(serves);
    }
    if (!processes.isRunning(PROVISIONER)) {
      int port = ports.choose(List.of(PROVISIONER)).get(PROVISIONER);
      processes.start(new Launch(PROVISIONER, command(database, port), port, StopSignal.TERM));
    }
    waitUntilHealthy();
    return "on 127.0.0.1:" + processes.find(PROVISIONER).orElseThrow().port();
  }

  private Settings served() {
    return state.settings("provisioner-serves");
  }

  private Map<String, String> serves(DatabaseAddress database) {
    try {
      String cluster = Files.readString(state.kubeconfig());
      String build = Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
      return Map.of(
          "cluster", Integer.toHexString(cluster.hashCode()),
          "database", Integer.toHexString(database.toVariables().hashCode()),
          "build", build);
    } catch (IOException e) {
      throw new Failure("cannot tell what the provisioner would serve", e);
    }
  }

  /** Stops the provisioner; says whether it ran. */
  public boolean stop() {
    return processes.stop(PROVISIONER);
  }

  /** Whether the provisioner answers. */
  public boolean isHealthy(ProcessRecord process) {
    URI uri = URI.create("http://127.0.0.1:" + process.port() + "/healthz");
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
          == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Variables by `env`, so that the process's own pid is the one that is remembered. */
  private List<String> command(DatabaseAddress database, int port) {
    Map<String, String> given = new TreeMap<>(database.toVariables());
    given.put("PGUSER", LOGIN);
    given.put("PGPASSFILE", passwords().toString());
    given.put("KUBECONFIG", state.kubeconfig().toString());
    List<String> words = new ArrayList<>(List.of("env"));
    given.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(java());
    words.addAll(List.of("provisioner", "--health-port", Integer.toString(port)));
    return words;
  }

  private List<String> java() {
    if (!Files.exists(jar)) {
      throw new Failure(jar + " is missing. Run: make build");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ArrayList<>(
        List.of(
            java,
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            jar.toString(),
            MAIN));
  }

  /** The file with the passwords of the platform's own logins; made once. */
  private Path passwords() {
    Path file = state.config().resolve("platform-logins.pgpass");
    if (!Files.exists(file)) {
      byte[] secret = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(secret);
      PrivateFiles.write(file, "*:*:*:" + LOGIN + ":" + HexFormat.of().formatHex(secret) + "\n");
    }
    return file;
  }

  private void waitUntilHealthy() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!processes.find(PROVISIONER).map(this::isHealthy).orElse(false)) {
      if (!processes.isRunning(PROVISIONER)) {
        throw new Failure(
            "the provisioner ended while it started\n" + LogTail.of(state.log(PROVISIONER)));
      }
      if (System.nanoTime() > deadline) {
        throw new Failure("the provisioner is not ready\n" + LogTail.of(state.log(PROVISIONER)));
      }
      ProcessTable.pause(POLL_MILLIS);
    }
  }
}
