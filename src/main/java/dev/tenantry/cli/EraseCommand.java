package dev.tenantry.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Deletes everything that PostgreSQL holds of a tenant. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Delete everything that PostgreSQL holds of one tenant, and print the evidence. Backups"
            + " keep it until they expire.")
final class EraseCommand implements Runnable {
  @Mixin private DatabaseOptions database;

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
    ObjectNode text = database.store().erase(database.tenant(tenant));
    spec.commandLine().getOut().println(text.toPrettyString());
    spec.commandLine().getOut().flush();
    evidence.ifPresent(file -> write(file, text.toPrettyString() + "\n"));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
