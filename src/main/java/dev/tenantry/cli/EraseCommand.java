package dev.tenantry.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.sqlite.AgentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes everything that PostgreSQL holds of a tenant, or one agent's SQLite file. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Delete everything that PostgreSQL holds of one tenant, or the SQLite file of one agent"
            + " with all that lies beside it, and print the evidence. Backups keep it until they"
            + " expire; so does an agent's bucket.")
final class EraseCommand implements Runnable {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant;

  @Option(
      names = "--confirm",
      required = true,
      paramLabel = "TENANT",
      description = "The tenant's name once more: this cannot be undone.")
  private String confirmed;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "Also write the evidence to this file.")
  private Optional<Path> evidence;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (!confirmed.equals(tenant)) {
      throw new CommandFailure(
          "--confirm " + confirmed + " is not the tenant " + tenant + ": nothing was erased");
    }
    ObjectNode text = store.sqlite(tenant).map(AgentStore::erase).orElseGet(this::eraseDatabase);
    spec.commandLine().getOut().println(text.toPrettyString());
    spec.commandLine().getOut().flush();
    evidence.ifPresent(file -> write(file, text.toPrettyString() + "\n"));
  }

  private ObjectNode eraseDatabase() {
    DatabaseOptions database = store.database();
    return database.store().erase(database.tenant(tenant));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
