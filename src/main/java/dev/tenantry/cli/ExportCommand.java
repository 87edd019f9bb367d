package dev.tenantry.cli;

import dev.tenantry.sql.ArchiveManifest;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all rows of one tenant to a folder. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write all rows of one tenant to a new folder, as of one moment, with a manifest of counts"
            + " and hashes.")
final class ExportCommand implements Runnable {
  @Mixin private DatabaseOptions database;

  @Parameters(paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant;

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "The new folder.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ArchiveManifest manifest = database.store().export(database.tenant(tenant), folder);
    spec.commandLine()
        .getOut()
        .printf(
            "exported tenant %s: %d rows of %d tables to %s%n",
            tenant, manifest.rows(), manifest.tables().size(), folder);
    spec.commandLine().getOut().flush();
  }
}
