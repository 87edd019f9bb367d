package dev.tenantry.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real PostgreSQL server, started once for all tests of a run.
 *
 * <p>Its administrator is, as on Cloud SQL, no superuser: a login with CREATEROLE and CREATEDB.
 * What works with it works with a superuser, too.
 */
public final class Postgres {
  private static final Path JAR = Path.of("local/environment/target/environment.jar");
  private static final Path STATE = Path.of("target/sql/environment").toAbsolutePath();
  private static final Pattern EXPORT = Pattern.compile("export (\\w+)='(.*)'");
  private static final String ADMIN = "cloudadmin";
  private static final String PASSWORD = "test-only-password";
  private static final Postgres SHARED = start();

  private final DatabaseServer superuser;
  private final DatabaseServer admin;
  private final Map<String, String> variables;

  private Postgres(DatabaseServer superuser, Map<String, String> variables) {
    this.superuser = superuser;
    this.variables = variables;
    this.admin = superuser.as(ADMIN, PASSWORD);
  }

  /** The server that all tests of this run share. */
  public static Postgres shared() {
    return SHARED;
  }

  public DatabaseServer superuser() {
    return superuser;
  }

  /** The administrator that Cloud SQL would give. */
  public DatabaseServer admin() {
    return admin;
  }

  /** The login of the provisioner, which is no administrator. */
  DatabaseServer provisioner(String database) {
    try (Connection connection = superuser.open(database);
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE tenantry_provisioner PASSWORD '" + PASSWORD + "'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return superuser.as("tenantry_provisioner", PASSWORD);
  }

  /** What a command needs in order to come as the administrator to a database. */
  Map<String, String> variables(String database) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put("PGUSER", ADMIN);
    all.put("PGPASSWORD", PASSWORD);
    all.put("PGDATABASE", database);
    return all;
  }

  /** The variables of libpq with which another process becomes the administrator. */
  public Map<String, String> adminVariables() {
    Map<String, String> all = new TreeMap<>(variables);
    all.keySet().removeIf(name -> !name.startsWith("PG"));
    all.putAll(Map.of("PGUSER", ADMIN, "PGPASSWORD", PASSWORD));
    return all;
  }

  /** A new, empty database that belongs to the administrator. */
  public String newDatabase(String name) {
    try (Connection connection = superuser.open("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      statement.execute("CREATE DATABASE " + name + " OWNER " + ADMIN);
      return name;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Postgres start() {
    if (!Files.exists(JAR)) {
      throw new AssertionError(JAR + " is missing. Run: make build");
    }
    run("clean");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> run("clean")));
    Map<String, String> variables = new TreeMap<>();
    for (String line : run("database").lines().toList()) {
      Matcher matcher = EXPORT.matcher(line);
      if (matcher.matches()) {
        variables.put(matcher.group(1), matcher.group(2));
      }
    }
    DatabaseServer server = DatabaseServer.of(variables);
    try (Connection connection = server.open("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE %s LOGIN CREATEROLE CREATEDB PASSWORD '%s'".formatted(ADMIN, PASSWORD));
      // On Cloud SQL these two are Google's, and closed by whoever owns them.
      statement.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
      statement.execute("GRANT CONNECT ON DATABASE postgres TO " + ADMIN);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return new Postgres(server, variables);
  }

  private static String run(String verb) {
    try {
      Path log = Files.createTempFile("tenantry-sql", ".log");
      List<String> command =
          new ArrayList<>(List.of("java", "-jar", JAR.toString(), verb, "--state", STATE + ""));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      Process process = builder.redirectOutput(log.toFile()).start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      String text = Files.readString(log, StandardCharsets.UTF_8);
      Files.delete(log);
      if (process.exitValue() != 0) {
        throw new AssertionError(verb + " failed:\n" + text);
      }
      return text;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
