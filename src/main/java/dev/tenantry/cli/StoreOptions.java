package dev.tenantry.cli;

import dev.tenantry.sqlite.AgentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where the data is that a command is about: a PostgreSQL server, or one agent's SQLite file.
 *
 * <p>No argument group: picocli leaves out the defaults of a group that nobody names.
 */
final class StoreOptions {
  private static final String SQLITE = "--sqlite";

  @Mixin private DatabaseOptions database;

  @Option(
      names = SQLITE,
      paramLabel = "FILE",
      description =
          "Instead of PostgreSQL: the SQLite file of one of the tenant's agents, such as"
              + " /var/lib/tenantry/agent.db. Excludes every option of a server.")
  private Optional<Path> file = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  DatabaseOptions database() {
    return database;
  }

  /**
   * The file of {@code --sqlite}; empty if the command is about PostgreSQL.
   *
   * @throws ParameterException if the command names a server too
   */
  Optional<AgentStore> sqlite(String tenant) {
    file.ifPresent(one -> refuseServer());
    return file.map(one -> new AgentStore(one, tenant, Clock.systemUTC()));
  }

  private void refuseServer() {
    for (OptionSpec option : CommandSpec.forAnnotatedObject(new DatabaseOptions()).options()) {
      if (command.commandLine().getParseResult().hasMatchedOption(option.longestName())) {
        throw new ParameterException(
            command.commandLine(),
            option.longestName()
                + " is PostgreSQL's and "
                + SQLITE
                + " is a file: give one of them");
      }
    }
  }
}
