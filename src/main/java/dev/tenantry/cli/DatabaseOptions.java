package dev.tenantry.cli;

import dev.tenantry.sql.DatabaseServer;
import dev.tenantry.sql.TenantStore;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Which PostgreSQL server and database a command is about. */
final class DatabaseOptions {
  @Option(
      names = "--database",
      defaultValue = "${env:PGDATABASE:-tenantry}",
      description =
          "The database that tenants share (default: PGDATABASE, else tenantry). The server and the"
              + " login are libpq's: PGHOST, PGPORT, PGUSER, PGPASSFILE.")
  private String database;

  @Option(names = "--host", defaultValue = "${env:PGHOST:-}", description = "(default: PGHOST)")
  private String host;

  @Option(names = "--port", defaultValue = "${env:PGPORT:-5432}", description = "(default: PGPORT)")
  private String port;

  @Option(
      names = "--user",
      defaultValue = "${env:PGUSER:-postgres}",
      description = "(default: PGUSER)")
  private String user;

  @Option(
      names = "--password-file",
      defaultValue = "${env:PGPASSFILE:-}",
      description = "A pgpass file (default: PGPASSFILE)")
  private String passwordFile;

  @Option(names = "--password", hidden = true, defaultValue = "${env:PGPASSWORD:-}")
  private String password;

  @Option(
      names = "--ssl-mode",
      defaultValue = "${env:PGSSLMODE:-}",
      description = "(default: PGSSLMODE)")
  private String sslMode;

  @Option(
      names = "--ssl-root-certificate",
      defaultValue = "${env:PGSSLROOTCERT:-}",
      description = "(default: PGSSLROOTCERT)")
  private String sslRootCertificate;

  DatabaseServer server() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PGHOST", host);
    variables.put("PGPORT", port);
    variables.put("PGUSER", user);
    variables.put("PGPASSFILE", passwordFile);
    variables.put("PGPASSWORD", password);
    variables.put("PGSSLMODE", sslMode);
    variables.put("PGSSLROOTCERT", sslRootCertificate);
    return DatabaseServer.of(variables);
  }

  String database() {
    return database;
  }

  TenantStore store() {
    return new TenantStore(server(), database, Clock.systemUTC());
  }

  /** The id of a tenant by its name. */
  UUID tenant(String name) {
    return store().find(name);
  }
}
