package dev.tenantry.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.sql.SqlFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/** What is done with all of one agent's file: export, restore, erase. */
public final class AgentStore {
  private final AgentFile file;
  private final String tenant;
  private final Clock clock;

  /**
   * An agent's file.
   *
   * @param tenant the name of the tenant whose it must be
   */
  public AgentStore(Path file, String tenant, Clock clock) {
    this.file = new AgentFile(file);
    this.tenant = tenant;
    this.clock = clock;
  }

  /**
   * Writes the file's rows to a new folder, as of one moment; the agent goes on working.
   *
   * @throws SqlFailure if the file is damaged or another tenant's, or the folder exists
   */
  public FileManifest export(Path folder) {
    try (Connection connection = file.open()) {
      AgentSchema.check(connection, file.path());
      FileOwner owner = FileOwner.read(connection);
      if (!owner.tenant().equals(tenant)) {
        throw new SqlFailure(file.path() + " belongs to " + owner + ", not to " + tenant);
      }
    } catch (SQLException e) {
      throw new SqlFailure("cannot read " + file.path(), e);
    }
    return new FileExport(file, clock).write(folder);
  }

  /**
   * Replaces the file by an archive's. The agent and its sidecar must be stopped.
   *
   * @throws SqlFailure if the archive is damaged or does not fit, or somebody has the file open; it
   *     is then as before
   */
  public FileManifest restore(Path archive) {
    return new FileRestore(file, tenant).run(archive);
  }

  /**
   * Deletes the file and what lies beside it. May be repeated. The agent and its sidecar must be
   * stopped.
   *
   * @return the evidence: rows, files and bytes, and what it did not reach
   * @throws SqlFailure if the file is another tenant's, or somebody has it open
   */
  public ObjectNode erase() {
    return new FileErasure(file, tenant, clock).run();
  }
}
