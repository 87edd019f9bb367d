package dev.tenantry.sqlite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Deletes a file and all that lies beside it, and says what that was. */
final class FileErasure {
  private final AgentFile file;
  private final String tenant;
  private final Clock clock;

  FileErasure(AgentFile file, String tenant, Clock clock) {
    this.file = file;
    this.tenant = tenant;
    this.clock = clock;
  }

  /** Erases; may be repeated. */
  ObjectNode run() {
    ObjectNode evidence = new ObjectMapper().createObjectNode();
    evidence.put("tenant", tenant).put("file", file.path().toString());
    evidence.put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      if (Files.exists(file.path())) {
        file.refuseForeign();
        describe(evidence);
        try (HeldFile held = HeldFile.take(file)) {
          delete(evidence.putObject("bytes"));
          held.bury();
        }
      } else {
        delete(evidence.putObject("bytes"));
      }
      HeldFile.sync(file.path().getParent());
    } catch (IOException e) {
      throw new SqlFailure("cannot erase " + file.path() + "; run it again", e);
    }
    evidence
        .putArray("notErased")
        .add("the copy in the agent's bucket, with its older versions and Google's soft delete")
        .add("snapshots of the volume, and archives that tenantry export wrote");
    return evidence;
  }

  private void describe(ObjectNode evidence) {
    try (Connection connection = file.open(0)) {
      FileOwner owner = FileOwner.read(connection);
      if (!owner.tenant().equals(tenant)) {
        throw new SqlFailure(
            file.path() + " belongs to " + owner + ", not to " + tenant + ": nothing was erased");
      }
      evidence.put("tenantId", owner.tenantId().toString()).put("agent", owner.agent());
      ObjectNode rows = evidence.putObject("rows");
      TableDigest.all(connection).forEach(table -> rows.put(table.name(), table.rows()));
    } catch (SQLException e) {
      // Whose it was cannot be read any more; erased it must be all the same.
      evidence.put("unreadable", String.valueOf(e.getMessage()));
    }
  }

  /** The database last: as long as it is there, a second run finds the rest again. */
  private void delete(ObjectNode bytes) throws IOException {
    List<Path> files = new ArrayList<>(file.draft().companions());
    files.add(file.draft().path());
    files.addAll(file.companions());
    long litestream = Folders.bytes(file.litestream());
    if (Files.exists(file.litestream())) {
      Folders.delete(file.litestream());
      bytes.put(file.litestream().getFileName().toString(), litestream);
    }
    files.add(file.path());
    for (Path one : files) {
      if (Files.exists(one)) {
        long size = Files.size(one);
        Files.delete(one);
        bytes.put(one.getFileName().toString(), size);
      }
    }
  }
}
