package dev.tenantry.cli;

import dev.tenantry.sqlite.AgentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the data is that a command is about: a PostgreSQL server, or one agent's SQLite file. */
final class StoreOptions {
  @ArgGroup(exclusive = true)
  private Choice choice = new Choice();

  /** At most one of them. */
  private static final class Choice {
    @Option(
        names = "--database",
        paramLabel = "NAME",
        description =
            "The database that tenants share (default: PGDATABASE, else tenantry). The server and"
                + " the login are libpq's: PGHOST, PGPORT, PGUSER, PGPASSFILE.")
    private Optional<String> database = Optional.empty();

    @Option(
        names = "--sqlite",
        paramLabel = "FILE",
        description =
            "Instead of PostgreSQL: the SQLite file of one of the tenant's agents, such as"
                + " /var/lib/tenantry/agent.db.")
    private Optional<Path> sqlite = Optional.empty();
  }

  DatabaseOptions database() {
    return choice.database.map(DatabaseOptions::of).orElseGet(DatabaseOptions::ofEnvironment);
  }

  /** The file of {@code --sqlite}; empty if the command is about PostgreSQL. */
  Optional<AgentStore> sqlite(String tenant) {
    return choice.sqlite.map(file -> new AgentStore(file, tenant, Clock.systemUTC()));
  }
}
