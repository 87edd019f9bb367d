package dev.tenantry.sqlite;

import dev.tenantry.sql.SqlFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** SQLite's own judgement of a file. */
final class Integrity {
  private Integrity() {}

  /**
   * Refuses a file with damaged pages, indexes that do not match, or rows without their parents.
   */
  static void check(Connection connection, Path file) throws SQLException {
    List<String> found = TableDigest.strings(connection, "PRAGMA integrity_check(10)");
    if (!found.equals(List.of("ok"))) {
      throw new SqlFailure(file + " is damaged: " + String.join("; ", found));
    }
    List<String> orphans = TableDigest.strings(connection, "PRAGMA foreign_key_check");
    if (!orphans.isEmpty()) {
      throw new SqlFailure(
          file + " has " + orphans.size() + " rows without a parent, in " + orphans.get(0));
    }
  }
}
