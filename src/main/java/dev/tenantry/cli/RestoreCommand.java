package dev.tenantry.cli;

import dev.tenantry.sql.ArchiveManifest;
import dev.tenantry.sqlite.AgentStore;
import dev.tenantry.sqlite.FileManifest;
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
            + " the manifest, swapped in one transaction. The tenant is locked out meanwhile. Of a"
            + " SQLite file: its agent and its sidecar must be stopped.")
final class RestoreCommand implements Runnable {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant;

  @Option(names = "--from", required = true, paramLabel = "DIR", description = "The folder.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    store.sqlite(tenant).ifPresentOrElse(this::restore, this::restoreDatabase);
  }

  private void restore(AgentStore agent) {
    FileManifest manifest = agent.restore(folder);
    done("agent " + manifest.agent() + " ", manifest.createdAt(), manifest.rows());
  }

  private void restoreDatabase() {
    DatabaseOptions database = store.database();
    ArchiveManifest manifest = database.store().restore(database.tenant(tenant), folder);
    done("", manifest.createdAt(), manifest.rows());
  }

  private void done(String what, String moment, long rows) {
    spec.commandLine()
        .getOut()
        .printf("restored tenant %s %sas of %s: %d rows, compared%n", tenant, what, moment, rows);
    spec.commandLine().getOut().flush();
  }
}
