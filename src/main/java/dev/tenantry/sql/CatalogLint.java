package dev.tenantry.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold of a database's catalog for tenants to be apart, as one query: {@code
 * db/lint/lint.sql}.
 */
public final class CatalogLint {
  private static final String QUERY = SqlFiles.read("lint/lint.sql").replace(":definers", "?");

  private static final List<String> DEFINERS =
      SqlFiles.read("lint/definers.txt")
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", 2)[0])
          .toList();

  private CatalogLint() {}

  /**
   * One thing that is wrong.
   *
   * @param rule the rule's name
   * @param object what is wrong, as SQL names it
   * @param problem what is wrong with it
   */
  public record Fault(String rule, String object, String problem) {
    @Override
    public String toString() {
      return rule + ": " + object + " " + problem;
    }
  }

  /** Every fault of the connection's database and of the server's roles, sorted. */
  public static List<Fault> faults(Connection connection) throws SQLException {
    // What is in the path is named without its schema, which the rules compare.
    String path = searchPath(connection, "pg_catalog");
    List<Fault> faults = query(connection);
    searchPath(connection, path);
    return faults;
  }

  /** Sets the session's path; returns the one before. */
  private static String searchPath(Connection connection, String path) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement(
            "SELECT was, set_config('search_path', ?, false)"
                + " FROM (SELECT current_setting('search_path') AS was OFFSET 0) AS before")) {
      set.setString(1, path);
      try (ResultSet row = set.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static List<Fault> query(Connection connection) throws SQLException {
    List<Fault> faults = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      Array definers = connection.createArrayOf("text", DEFINERS.toArray());
      query.setArray(1, definers);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          faults.add(new Fault(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
    }
    return faults;
  }

  /**
   * Requires that there is none.
   *
   * @throws SqlFailure that names every fault
   */
  public static void require(Connection connection) throws SQLException {
    List<Fault> faults = faults(connection);
    if (!faults.isEmpty()) {
      StringBuilder text = new StringBuilder("the catalog lint found ");
      text.append(faults.size()).append(faults.size() == 1 ? " fault:" : " faults:");
      faults.forEach(fault -> text.append("\n  ").append(fault));
      throw new SqlFailure(text.toString());
    }
  }
}
