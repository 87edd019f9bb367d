package dev.tenantry.cli;

import dev.tenantry.sql.ArchiveManifest;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts an exported folder's rows in the place of a tenant's rows. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description =
        "Replace all rows of one tenant by those of an exported folder: to the side, compared with"
            + " the manifest, swapped in one transaction. The tenant is locked out meanwhile.")
final class RestoreCommand implements Runnable {
  @Mixin private DatabaseOptions database;

  @Parameters(paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant;

  @Option(names = "--from", required = true, paramLabel = "DIR", description = "The folder.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ArchiveManifest manifest = database.store().restore(database.tenant(tenant), folder);
    spec.commandLine()
        .getOut()
        .printf(
            "restored tenant %s as of %s: %d rows of %d tables, compared%n",
            tenant, manifest.createdAt(), manifest.rows(), manifest.tables().size());
    spec.commandLine().getOut().flush();
  }
}
