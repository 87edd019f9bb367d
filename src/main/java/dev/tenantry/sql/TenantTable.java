package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table of tenants' rows, read from the catalog: a new table is exported, restored, moved and
 * erased without anybody remembering.
 *
 * @param name without its schema
 * @param columns that are stored and not generated, in their order
 * @param key the columns of its primary key; the tenant first
 * @param parents tables that its foreign keys refer to
 */
record TenantTable(String name, List<String> columns, List<String> key, List<String> parents) {
  static final String ROOT = "tenants";

  private static final String QUERY =
      """
      SELECT c.relname,
        (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = ''),
        (SELECT array_agg(a.attname ORDER BY k.place)
          FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
          JOIN pg_attribute a ON a.attnum = k.attnum
          WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid),
        (SELECT array_agg(DISTINCT f.relname) FROM pg_constraint k
          JOIN pg_class f ON f.oid = k.confrelid
          WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.oid <> c.oid)
      FROM pg_class c
      WHERE c.relnamespace = 'tenantry'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition
      ORDER BY c.relname
      """;

  /** All tables, each after those that its foreign keys refer to; {@code tenants} first. */
  static List<TenantTable> all(Connection connection) throws SQLException {
    Map<String, TenantTable> left = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        TenantTable table =
            new TenantTable(rows.getString(1), names(rows, 2), names(rows, 3), names(rows, 4));
        left.put(table.name, table);
      }
    }
    List<TenantTable> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      List<TenantTable> next =
          left.values().stream().filter(one -> !mentions(left, one)).collect(Collectors.toList());
      if (next.isEmpty()) {
        throw new SqlFailure("foreign keys form a circle between " + left.keySet());
      }
      next.forEach(one -> left.remove(one.name));
      ordered.addAll(next);
    }
    ordered.sort((a, b) -> Boolean.compare(b.name.equals(ROOT), a.name.equals(ROOT)));
    return ordered;
  }

  private static boolean mentions(Map<String, TenantTable> left, TenantTable table) {
    return table.parents.stream().anyMatch(left::containsKey);
  }

  private static List<String> names(ResultSet rows, int column) throws SQLException {
    return rows.getArray(column) == null
        ? List.of()
        : Arrays.asList((String[]) rows.getArray(column).getArray());
  }

  /** Its name as SQL needs it. */
  String sqlName() {
    return "tenantry." + quoted(name);
  }

  /** Its columns, separated by commas. */
  String columnList() {
    return list(columns);
  }

  /** The same order on every server, whatever its collation. */
  String keyOrder() {
    return key.stream()
        .map(column -> quoted(column) + "::text COLLATE \"C\"")
        .collect(Collectors.joining(", "));
  }

  static String list(List<String> names) {
    return names.stream().map(TenantTable::quoted).collect(Collectors.joining(", "));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
