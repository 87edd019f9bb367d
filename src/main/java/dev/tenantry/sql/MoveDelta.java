package dev.tenantry.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings the changes of a copied tenant over while its login is locked out, and compares both
 * sides.
 *
 * <p>Only rows that were written since the copy travel again, and keys, so that the freeze is
 * shorter than the copy.
 */
final class MoveDelta {
  private final TenantPlace source;
  private final TenantPlace target;
  private final Staging changed;
  private final Staging kept;

  MoveDelta(TenantPlace source, TenantPlace target) {
    this.source = source;
    this.target = target;
    this.changed = new Staging(target, Staging.CHANGED);
    this.kept = new Staging(target, Staging.KEPT);
  }

  /** What travels between the two sides lies here, readable by this user only. */
  private Path transfer() throws IOException {
    return Files.createTempFile("tenantry-move", ".csv");
  }

  /**
   * Makes the target equal to the source.
   *
   * @param since the oldest transaction that the copy may not have seen, as {@code xid}
   */
  void bringOver(String since) throws SQLException {
    List<TenantTable> tables = target.beside(TenantTable::all);
    changed.create(tables);
    kept.create(tables);
    try {
      for (TenantTable table : tables) {
        // age() compares transactions across the wraparound of their 32-bit numbers.
        fetch(table, changed, table.columns(), "age(xmin) <= age('" + since + "'::xid)");
        fetch(table, kept, table.key(), "true");
      }
      target.asTenant(session -> apply(session, tables));
    } finally {
      changed.drop();
      kept.drop();
    }
    compare(tables);
  }

  private void fetch(TenantTable table, Staging staging, List<String> columns, String where)
      throws SQLException {
    String query =
        "SELECT %s FROM %s WHERE %s".formatted(TenantTable.list(columns), table.sqlName(), where);
    try {
      Path file = transfer();
      try (OutputStream out = Files.newOutputStream(file)) {
        source.asOfOneMoment(session -> Rows.copyOut(session, query, out));
      }
      try (InputStream in = Files.newInputStream(file)) {
        staging.load(table, TenantTable.list(columns), in);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SqlFailure("cannot bring over the rows of " + table.name(), e);
    }
  }

  private boolean apply(Connection session, List<TenantTable> tables) throws SQLException {
    TenantRestore.beginRestoring(session);
    try (Statement statement = session.createStatement()) {
      List<TenantTable> childrenFirst = new ArrayList<>(tables);
      Collections.reverse(childrenFirst);
      for (TenantTable table : childrenFirst) {
        statement.execute(
            "DELETE FROM %s t WHERE NOT EXISTS (SELECT FROM %s k WHERE %s)"
                .formatted(table.sqlName(), kept.relation(table), sameKey(table)));
      }
      for (TenantTable table : tables) {
        statement.execute(upsert(table));
      }
      return true;
    }
  }

  private static String sameKey(TenantTable table) {
    return table.key().stream()
        .map(TenantTable::quoted)
        .map(column -> "t." + column + " = k." + column)
        .reduce((a, b) -> a + " AND " + b)
        .orElseThrow();
  }

  private String upsert(TenantTable table) {
    List<String> rest = new ArrayList<>(table.columns());
    rest.removeAll(table.key());
    String action =
        rest.isEmpty()
            ? "NOTHING"
            : "UPDATE SET "
                + rest.stream()
                    .map(TenantTable::quoted)
                    .map(column -> column + " = excluded." + column)
                    .reduce((a, b) -> a + ", " + b)
                    .orElseThrow();
    return "INSERT INTO %s (%s) SELECT %s FROM %s ON CONFLICT (%s) DO %s"
        .formatted(
            table.sqlName(),
            table.columnList(),
            table.columnList(),
            changed.relation(table),
            TenantTable.list(table.key()),
            action);
  }

  private void compare(List<TenantTable> tables) throws SQLException {
    for (TenantTable table : tables) {
      Rows.Digest from = digest(source, table);
      Rows.Digest to = digest(target, table);
      if (!from.equals(to)) {
        throw new SqlFailure(
            "the sides of %s differ: %d rows with SHA-256 %s here, %d with %s there"
                .formatted(table.name(), from.count(), from.sha256(), to.count(), to.sha256()));
      }
    }
  }

  private static Rows.Digest digest(TenantPlace place, TenantTable table) throws SQLException {
    return place.asOfOneMoment(session -> Rows.digest(session, table, table.sqlName()));
  }
}
