package dev.tenantry.local.environment.postgres;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.processes.Command.Outcome;
import dev.tenantry.local.environment.processes.Launch;
import dev.tenantry.local.environment.processes.LogTail;
import dev.tenantry.local.environment.processes.Ports;
import dev.tenantry.local.environment.processes.ProcessRecord;
import dev.tenantry.local.environment.processes.ProcessTable;
import dev.tenantry.local.environment.processes.StopSignal;
import dev.tenantry.local.environment.state.PrivateFiles;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The embedded server. */
public final class PostgresServer {
  public static final String NAME = "postgres";
  static final String USER = "postgres";
  static final String DATABASE = "tenantry";
  private static final int PASSWORD_BYTES = 24;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;
  private static final int ATTEMPTS = 3;

  /** Line 8 of postmaster.pid is what `pg_ctl --wait` looks at. */
  private static final int STATUS_LINE = 7;

  // The kernel's limit for a socket's path is 107 characters, name included.
  private static final int SOCKET_FOLDER_MAX = 107 - "/.s.PGSQL.65535".length();

  private final StateFolder state;
  private final Path cache;
  private final ProcessTable processes;
  private final Map<String, String> variables;
  private final Ports ports;

  public PostgresServer(
      StateFolder state, Path cache, ProcessTable processes, Map<String, String> variables) {
    this.state = state;
    this.cache = cache;
    this.processes = processes;
    this.variables = variables;
    this.ports = new Ports(state.settings("postgres-port"));
  }

  /** Starts the server if it does not run; says where it is. */
  public DatabaseAddress start() {
    if (processes.isRunning(NAME)) {
      int port = processes.find(NAME).orElseThrow().port();
      waitUntilReady();
      return address(port);
    }
    Path home = new Binaries(cache).folder();
    UnprivilegedUser user = unprivilegedUser(home);
    initialise(home, user);
    for (int attempt = 1; ; attempt++) {
      int port =
          (attempt == 1 ? ports.choose(List.of(NAME)) : ports.chooseNew(List.of(NAME))).get(NAME);
      processes.start(new Launch(NAME, command(home, user, port), port, StopSignal.INT));
      try {
        waitUntilReady();
        DatabaseAddress address = address(port);
        PrivateFiles.write(
            state.passwordFile(), "127.0.0.1:" + port + ":*:" + USER + ":" + password() + "\n");
        return address;
      } catch (Failure e) {
        if (attempt == ATTEMPTS || !LogTail.showsLostPort(state.log(NAME))) {
          throw e;
        }
      }
    }
  }

  private UnprivilegedUser unprivilegedUser(Path home) {
    try {
      Files.createDirectories(data().getParent());
      return UnprivilegedUser.find(variables, home, state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DatabaseAddress address(int port) {
    return new DatabaseAddress(
        "127.0.0.1", Integer.toString(port), USER, DATABASE, state.passwordFile().toString());
  }

  private Path data() {
    return state.data(NAME);
  }

  private String password() {
    try {
      return Files.readString(state.config().resolve("postgres-password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialise(Path home, UnprivilegedUser user) {
    if (Files.exists(data())) {
      return;
    }
    byte[] secret = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(secret);
    Path passwordFile = state.config().resolve("postgres-password");
    PrivateFiles.write(passwordFile, HexFormat.of().formatHex(secret) + "\n");
    Path draft = data().resolveSibling(NAME + ".draft");
    StateFolder.deleteTree(draft);
    try {
      Files.createDirectories(draft);
      handOver(user, draft);
      handOver(user, passwordFile);
      initdb(home, user, draft, passwordFile);
      createDatabase(home, user, draft);
      handBack(user, passwordFile);
      // Only a complete folder gets the real name: an interrupted start begins again.
      Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initdb(Path home, UnprivilegedUser user, Path folder, Path passwordFile) {
    run(
        user,
        List.of(
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + folder,
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + passwordFile,
            "--encoding=UTF8",
            // The server's own C.UTF-8: the same order on every machine, whatever libc it has.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
            "--no-sync"),
        "");
  }

  /** In single-user mode, so that no client library is needed for one statement. */
  private void createDatabase(Path home, UnprivilegedUser user, Path folder) {
    String postgres = home.resolve("bin/postgres").toString();
    List<String> single = List.of(postgres, "--single", "-D", folder.toString(), "-j", USER);
    run(user, single, "CREATE DATABASE " + DATABASE + ";\n\n");
  }

  private void run(UnprivilegedUser user, List<String> words, String input) {
    Command command = new Command(user.command(words), variables);
    Outcome outcome = command.run(START_LIMIT, input, state.root());
    if (!outcome.succeeded() || outcome.output().contains("ERROR:")) {
      throw new Failure("preparing PostgreSQL failed:\n" + outcome.output().strip());
    }
  }

  private static void handOver(UnprivilegedUser user, Path file) throws IOException {
    if (!user.owner().isEmpty()) {
      Files.setOwner(file, principal(file, user.owner()));
    }
  }

  private static void handBack(UnprivilegedUser user, Path file) throws IOException {
    if (!user.owner().isEmpty()) {
      Files.setOwner(file, principal(file, System.getProperty("user.name")));
    }
  }

  private static UserPrincipal principal(Path file, String name) throws IOException {
    return file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }

  private List<String> command(Path home, UnprivilegedUser user, int port) {
    String folder = state.run().toString();
    boolean fits = folder.length() <= SOCKET_FOLDER_MAX && user.owner().isEmpty();
    return user.command(
        List.of(
            home.resolve("bin/postgres").toString(),
            "-D",
            data().toString(),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "port=" + port,
            "-c",
            "unix_socket_directories=" + (fits ? folder : ""),
            "-c",
            "password_encryption=scram-sha-256"));
  }

  private void waitUntilReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!processes.find(NAME).map(this::isHealthy).orElse(false)) {
      if (!processes.isRunning(NAME)) {
        throw new Failure("PostgreSQL ended while it started\n" + LogTail.of(state.log(NAME)));
      }
      if (System.nanoTime() > deadline) {
        throw new Failure("PostgreSQL is not ready\n" + LogTail.of(state.log(NAME)));
      }
      ProcessTable.pause(POLL_MILLIS);
    }
  }

  /** Stops the server; keeps the data. Says whether it ran. */
  public boolean stop() {
    return processes.stop(NAME);
  }

  /** Whether the server takes connections. */
  public boolean isHealthy(ProcessRecord process) {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE
          && lines.get(0).strip().equals(Long.toString(process.pid()))
          && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }
}
