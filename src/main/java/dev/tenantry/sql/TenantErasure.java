package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deletes one tenant's rows and counts them. */
final class TenantErasure {
  private final TenantPlace place;

  TenantErasure(TenantPlace place) {
    this.place = place;
  }

  /** Deletes every row; returns how many each table had. */
  Map<String, Long> run() throws SQLException {
    return place.asTenant(
        session -> {
          // Else the deletion would write new rows to the log that it is to empty.
          TenantRestore.beginRestoring(session);
          List<TenantTable> tables = TenantTable.all(session);
          Map<String, Long> before = counts(session, tables);
          deleteRows(session, tables);
          counts(session, tables)
              .forEach(
                  (table, left) -> {
                    if (left > 0) {
                      throw new SqlFailure(left + " rows of " + table + " could not be deleted");
                    }
                  });
          return before;
        });
  }

  /** Deletes the session's tenant's rows of all tables, children first. */
  static void deleteRows(Connection session, List<TenantTable> tables) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (int i = tables.size() - 1; i >= 0; i--) {
        statement.execute("DELETE FROM " + tables.get(i).sqlName());
      }
    }
  }

  private static Map<String, Long> counts(Connection session, List<TenantTable> tables)
      throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    try (Statement statement = session.createStatement()) {
      for (TenantTable table : tables) {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.sqlName())) {
          row.next();
          counts.put(table.name(), row.getLong(1));
        }
      }
    }
    return counts;
  }
}
