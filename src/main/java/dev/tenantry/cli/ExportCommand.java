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

/** Writes all rows of one tenant, or of one of its agents, to a folder. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write all rows of one tenant, or of one agent's SQLite file, to a new folder, as of one"
            + " moment, with a manifest of counts and hashes.")
final class ExportCommand implements Runnable {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant;

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "The new folder.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    store.sqlite(tenant).ifPresentOrElse(this::export, this::exportDatabase);
  }

  private void export(AgentStore agent) {
    FileManifest manifest = agent.export(folder);
    done("agent " + manifest.agent(), manifest.rows(), manifest.tables().size());
  }

  private void exportDatabase() {
    DatabaseOptions database = store.database();
    ArchiveManifest manifest = database.store().export(database.tenant(tenant), folder);
    done("all rows", manifest.rows(), manifest.tables().size());
  }

  private void done(String what, long rows, int tables) {
    spec.commandLine()
        .getOut()
        .printf(
            "exported tenant %s, %s: %d rows of %d tables to %s%n",
            tenant, what, rows, tables, folder);
    spec.commandLine().getOut().flush();
  }
}
