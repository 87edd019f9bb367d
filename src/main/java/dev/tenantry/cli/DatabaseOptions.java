package dev.tenantry.cli;

import dev.tenantry.sql.DatabaseServer;
import dev.tenantry.sql.TenantStore;
import java.time.Clock;
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
