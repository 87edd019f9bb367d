package dev.tenantry.cli;

import dev.tenantry.sql.DatabaseServer;
import dev.tenantry.sql.TenantStore;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Which PostgreSQL server and database a command is about. */
final class DatabaseOptions {
  private static final String DEFAULT = "tenantry";

  @Option(
      names = "--database",
      defaultValue = "${env:PGDATABASE:-" + DEFAULT + "}",
      description =
          "The database that tenants share (default: PGDATABASE, else tenantry). The server and the"
              + " login are libpq's: PGHOST, PGPORT, PGUSER, PGPASSFILE.")
  private String database;

  /** A database that a command names otherwise. */
  static DatabaseOptions of(String database) {
    DatabaseOptions options = new DatabaseOptions();
    options.database = database;
    return options;
  }

  /** What {@code --database} is by default. */
  static DatabaseOptions ofEnvironment() {
    return of(Optional.ofNullable(System.getenv("PGDATABASE")).orElse(DEFAULT));
  }

  DatabaseServer server() {
    return DatabaseServer.of(System.getenv());
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
