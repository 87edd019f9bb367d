package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows for every table of schema tenantry, from the catalog alone: a new table is filled without
 * anybody remembering, and one that cannot be filled fails the test.
 */
final class CatalogRows {
  private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

  private final Connection reader;
  private final Map<String, List<Column>> known = new TreeMap<>();

  /**
   * Of a database as it is now.
   *
   * @param reader a session of a superuser, which no fence stops
   */
  CatalogRows(Connection reader) {
    this.reader = reader;
  }

  /** A table or partition that holds rows, or the parent of partitions. */
  record Table(String name, String kind, String bound) {
    boolean isPartition() {
      return !bound.isEmpty();
    }

    boolean holdsRows() {
      return kind.equals("r");
    }
  }

  private record Column(String name, String type, boolean generated, String check, String target) {}

  /** All relations that a session could name: tables, partitions and views, referenced first. */
  List<Table> relations() throws SQLException {
    List<Table> tables = new ArrayList<>();
    for (String[] row :
        rows(
            "WITH RECURSIVE depth AS ("
                + " SELECT c.oid, 0 AS at FROM pg_class c"
                + " WHERE c.relnamespace = 'tenantry'::regnamespace AND c.relkind IN ('r','p','v')"
                + " UNION ALL SELECT k.conrelid, d.at + 1 FROM depth d JOIN pg_constraint k"
                + " ON k.confrelid = d.oid AND k.contype = 'f' AND k.conrelid <> d.oid)"
                + " SELECT 'tenantry.' || quote_ident(c.relname), c.relkind,"
                + " coalesce(pg_get_expr(c.relpartbound, c.oid), '')"
                + " FROM depth d JOIN pg_class c USING (oid)"
                + " GROUP BY c.oid, c.relname, c.relkind, c.relpartbound"
                + " ORDER BY max(d.at), c.relname")) {
      tables.add(new Table(row[0], row[1], row[2]));
    }
    return tables;
  }

  /** The names of a relation's columns, in order. */
  List<String> columns(Table table) throws SQLException {
    return described(table).stream().map(Column::name).toList();
  }

  /** Those that decide in which partition a row lies; every unique key must hold them. */
  List<String> partitionColumns(Table table) throws SQLException {
    return rows(
            "SELECT a.attname FROM pg_partitioned_table p, pg_attribute a"
                + " WHERE p.partrelid = '%s'::regclass".formatted(table.name())
                + " AND a.attrelid = p.partrelid AND a.attnum = ANY (p.partattrs)")
        .stream()
        .map(row -> row[0])
        .toList();
  }

  /** Of a relation's columns, the ones that the server computes. */
  boolean isGenerated(Table table, String column) throws SQLException {
    return described(table).stream().anyMatch(one -> one.name.equals(column) && one.generated);
  }

  /** The statement that makes a table whose foreign key refers to a relation's primary key. */
  String referTo(Table table, String child) throws SQLException {
    String[] key =
        rows("SELECT string_agg(quote_ident(a.attname) || ' ' ||"
                + " format_type(a.atttypid, NULL), ', '"
                + " ORDER BY k.at), string_agg(quote_ident(a.attname), ', ' ORDER BY k.at)"
                + " FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (num, at),"
                + " pg_attribute a"
                + " WHERE i.indisprimary AND a.attnum = k.num AND a.attrelid = i.indrelid"
                + " AND i.indrelid = '%s'::regclass".formatted(table.name()))
            .get(0);
    String columns = key[0] == null ? "tenant_id uuid" : key[0];
    String names = key[1] == null ? "tenant_id" : key[1];
    return "CREATE TABLE %s (%s, FOREIGN KEY (%s) REFERENCES %s (%s))"
        .formatted(child, columns, names, table.name(), names);
  }

  /** The table that a column refers to with its own tenant. */
  Optional<String> target(Table table, String column) throws SQLException {
    return described(table).stream()
        .filter(one -> one.name.equals(column) && !column.equals("tenant_id"))
        .map(Column::target)
        .filter(target -> !target.isEmpty())
        .map(target -> target.substring(target.indexOf(" FROM ") + 6))
        .findFirst();
  }

  /** The name of the foreign key that a column is part of. */
  String foreignKey(Table table, String column) throws SQLException {
    return one(
        "SELECT k.conname FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid"
            + " AND a.attnum = ANY (k.conkey) WHERE k.contype = 'f'"
            + " AND k.conrelid = '%s'::regclass AND a.attname = '%s'"
                .formatted(table.name(), column));
  }

  /** The first column of the first row. */
  String one(String query) throws SQLException {
    return rows(query).get(0)[0];
  }

  /** Puts one row of the tenant into every table and partition that has none of it. */
  void fill(UUID tenant) throws SQLException {
    for (Table table : relations()) {
      if (table.holdsRows() && count(table, tenant) == 0) {
        try (Statement statement = reader.createStatement()) {
          statement.execute(insert(table, tenant));
        } catch (SQLException e) {
          throw new AssertionError("cannot fill " + table.name() + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** How many rows the tenant has. */
  long count(Table table, UUID tenant) throws SQLException {
    String query = "SELECT count(*) FROM %s WHERE tenant_id = '%s'".formatted(table.name(), tenant);
    return Long.parseLong(rows(query).get(0)[0]);
  }

  /** The statement that adds one more row of the tenant. */
  String insert(Table table, UUID tenant) throws SQLException {
    return insert(table, values(table, tenant));
  }

  /** The statement that adds a row of given values. */
  static String insert(Table table, Map<String, String> values) {
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            table.name(), String.join(", ", values.keySet()), String.join(", ", values.values()));
  }

  /** A row by column, as SQL literals. */
  Map<String, String> values(Table table, UUID tenant) throws SQLException {
    Map<String, String> values = new LinkedHashMap<>();
    for (Column column : described(table)) {
      if (!column.generated) {
        values.put(column.name, value(table, column, tenant));
      }
    }
    return values;
  }

  /** What every table holds of a tenant, by table; two equal ones mean that no bit has changed. */
  Map<String, String> digest(UUID tenant) throws SQLException {
    return digest(shape(), "tenant_id = '" + tenant + "'");
  }

  /** Every table with its columns as they are now. */
  Map<String, List<String>> shape() throws SQLException {
    Map<String, List<String>> shape = new TreeMap<>();
    for (Table table : relations()) {
      if (!table.isPartition() && !table.kind().equals("v")) {
        shape.put(table.name(), columns(table));
      }
    }
    return shape;
  }

  /** A digest over the given columns of the rows of a condition. */
  Map<String, String> digest(Map<String, List<String>> shape, String where) throws SQLException {
    Map<String, String> digests = new TreeMap<>();
    for (Map.Entry<String, List<String>> table : shape.entrySet()) {
      String query =
          "SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, ';' ORDER BY r::text)), '')"
              + " FROM (SELECT %s FROM %s WHERE %s) r"
                  .formatted(String.join(", ", table.getValue()), table.getKey(), where);
      digests.put(table.getKey(), rows(query).get(0)[0]);
    }
    return digests;
  }

  private List<Column> described(Table table) throws SQLException {
    if (!known.containsKey(table.name())) {
      known.put(table.name(), describe(table));
    }
    return known.get(table.name());
  }

  private List<Column> describe(Table table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (String[] row :
        rows(
            "SELECT quote_ident(a.attname), format_type(a.atttypid, NULL), a.attgenerated <> '',"
                + " coalesce((SELECT string_agg(pg_get_constraintdef(k.oid), ' ')"
                + " FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'c'"
                + " AND k.conkey = ARRAY[a.attnum]), ''),"
                + " coalesce((SELECT format('SELECT %I FROM %s', o.attname, k.confrelid::regclass)"
                + " FROM pg_constraint k, unnest(k.conkey, k.confkey) AS p (own, other)"
                + " JOIN pg_attribute o ON o.attnum = p.other"
                + " WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND p.own = a.attnum"
                + " AND o.attrelid = k.confrelid AND k.conparentid = 0 LIMIT 1), '')"
                + " FROM pg_attribute a WHERE a.attrelid = '"
                + table.name()
                + "'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")) {
      columns.add(new Column(row[0], row[1], row[2].equals("t"), row[3], row[4]));
    }
    return columns;
  }

  private String value(Table table, Column column, UUID tenant) throws SQLException {
    if (column.name.equals("tenant_id")) {
      return "'" + tenant + "'";
    }
    if (!column.target.isEmpty()) {
      return "'" + rows(column.target + " WHERE tenant_id = '" + tenant + "'").get(0)[0] + "'";
    }
    Matcher literal = LITERAL.matcher(column.check);
    if (literal.find()) {
      return literal.group();
    }
    String random = UUID.randomUUID().toString();
    return switch (column.type) {
      case "uuid" -> "'" + random + "'";
      case "text", "character varying" -> "'" + column.name + " " + random + "'";
      case "jsonb", "json" -> "'{\"of\": \"" + random + "\"}'";
      case "smallint", "integer", "bigint", "numeric" -> Math.abs(random.hashCode() % 1000) + "";
      case "boolean" -> "true";
      case "date" -> "'2001-01-01'";
      case "real[]" -> "'{1, 2, 3}'";
      case "timestamp with time zone" -> "'" + moment(table) + "'";
      default ->
          throw new AssertionError(
              "no value for " + table.name() + "." + column.name + " of type " + column.type);
    };
  }

  /** A time that belongs into this partition, or some time. */
  private static String moment(Table table) {
    Matcher from = LITERAL.matcher(table.bound());
    return Optional.of(from)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .orElse("2001-01-01");
  }

  private List<String[]> rows(String query) throws SQLException {
    List<String[]> rows = new ArrayList<>();
    try (Statement statement = reader.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        String[] row = new String[width];
        for (int column = 0; column < width; column++) {
          row[column] = result.getString(column + 1);
        }
        rows.add(row);
      }
    } catch (SQLException e) {
      throw new SQLException(new StringJoiner("\n").add(query).add(e.getMessage()).toString(), e);
    }
    return rows;
  }
}
