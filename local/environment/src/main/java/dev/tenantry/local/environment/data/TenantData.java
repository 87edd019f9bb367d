package dev.tenantry.local.environment.data;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.postgres.DatabaseAddress;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
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

  private static final int PASSWORD_BYTES = 24;
  private static final Duration MIGRATION_LIMIT = Duration.ofMinutes(2);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  private final StateFolder state;
  private final MainProgram program;
  private final ProcessTable processes;
  private final Map<String, String> variables;
  private final Ports ports;

  public TenantData(
      StateFolder state, Path project, ProcessTable processes, Map<String, String> variables) {
    this.state = state;
    this.program = new MainProgram(project);
    this.processes = processes;
    this.variables = variables;
    this.ports = new Ports(state.settings("provisioner-port"));
  }

  /** Brings the shared database to the newest schema; returns the command's last line. */
  public String migrate(DatabaseAddress database) {
    Map<String, String> all = new TreeMap<>(variables);
    all.putAll(database.toVariables());
    Outcome outcome =
        program.run(
            List.of("migrate", "--passwords", passwords().toString()), all, MIGRATION_LIMIT);
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
      processes.start(launch(database, port));
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
      Path jar = program.jar();
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
    return HttpProbe.status(process.port(), "/healthz") == HttpProbe.OK;
  }

  private Launch launch(DatabaseAddress database, int port) {
    Map<String, String> given = new TreeMap<>(database.toVariables());
    given.put("PGUSER", LOGIN);
    given.put("PGPASSFILE", passwords().toString());
    given.put("KUBECONFIG", state.kubeconfig().toString());
    List<String> arguments = List.of("provisioner", "--health-port", Integer.toString(port));
    return new Launch(
        PROVISIONER, program.words(arguments), given, port, StopSignal.TERM, Launch.ORDERLY_END);
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
