package dev.tenantry.cli;

import dev.tenantry.sql.DataMode;
import dev.tenantry.sql.TenantMove;
import dev.tenantry.sql.TenantStore;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves a tenant's rows between the shared tables and a database of its own. */
@Command(
    name = "move",
    mixinStandardHelpOptions = true,
    description =
        "Move one tenant's rows between the shared tables and a database of its own: copy, freeze,"
            + " bring over what changed, compare, swap. Interrupted, it goes on when called again.")
final class MoveCommand implements Runnable {
  private static final double MILLIS = 1000.0;

  @Mixin private DatabaseOptions database;

  @Parameters(paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Spec private CommandSpec spec;

  private static final class Choice {
    @Option(names = "--to", paramLabel = "MODE", description = "shared-rls or database.")
    private Optional<String> target = Optional.empty();

    @Option(
        names = "--abandon",
        description = "Give up a move that was interrupted; the tenant stays where it was.")
    private boolean abandon;
  }

  @Override
  public void run() {
    TenantStore store = database.store();
    UUID id = store.find(tenant);
    if (choice.abandon) {
      store.abandonMove(id);
      spec.commandLine().getOut().println("abandoned the move of tenant " + tenant);
    } else {
      DataMode target = mode(choice.target.orElseThrow());
      TenantMove.Moved moved = store.move(id, target);
      spec.commandLine()
          .getOut()
          .printf(
              "moved tenant %s to mode %s: copied in %.1f s, locked out for %.1f s%n"
                  + "now set data.mode: %s in its file%n",
              tenant,
              target.sqlName(),
              moved.copy().toMillis() / MILLIS,
              moved.freeze().toMillis() / MILLIS,
              target.sqlName());
    }
    spec.commandLine().getOut().flush();
  }

  private static DataMode mode(String name) {
    try {
      return DataMode.of(name);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(name + " is no mode: use shared-rls or database", e);
    }
  }
}
