package dev.tenantry.local.environment.postgres;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.Ports;
import dev.tenantry.local.environment.state.PrivateFiles;
import dev.tenantry.local.environment.state.StateFolder;
import java.util.Map;

/** A server that the environment variable PGHOST names. */
public final class GivenServer {
  private GivenServer() {}

  /** Whether PGHOST names a server of the user; that of an evaluated `env` is our own. */
  public static boolean isGiven(Map<String, String> variables) {
    return !variables.getOrDefault("PGHOST", "").isEmpty()
        && !variables.getOrDefault("TENANTRY_DATABASE", "").equals("embedded");
  }

  /** Checks that the server accepts connections. */
  public static DatabaseAddress check(Map<String, String> variables, StateFolder state) {
    String host = variables.get("PGHOST");
    String port = variables.getOrDefault("PGPORT", "5432");
    // A path is the folder of a unix socket, which Java 17 cannot ask without a client library.
    if (!host.startsWith("/") && !Ports.answers(host, Integer.parseInt(port))) {
      throw new Failure(
          "no server answers at PGHOST="
              + host
              + " PGPORT="
              + port
              + "; unset PGHOST to use the"
              + " embedded one");
    }
    String user = variables.getOrDefault("PGUSER", variables.getOrDefault("USER", "postgres"));
    String database = variables.getOrDefault("PGDATABASE", user);
    return new DatabaseAddress(host, port, user, database, passwordFile(variables, state, user));
  }

  /** A password in a variable goes to a private file, so that `env` need not print it. */
  private static String passwordFile(
      Map<String, String> variables, StateFolder state, String user) {
    String password = variables.getOrDefault("PGPASSWORD", "");
    if (password.isEmpty()) {
      return variables.getOrDefault("PGPASSFILE", "");
    }
    String line = "*:*:*:" + escape(user) + ":" + escape(password) + "\n";
    PrivateFiles.write(state.passwordFile(), line);
    return state.passwordFile().toString();
  }

  private static String escape(String field) {
    return field.replace("\\", "\\\\").replace(":", "\\:");
  }
}
