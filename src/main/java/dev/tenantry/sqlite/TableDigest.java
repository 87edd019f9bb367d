package dev.tenantry.sqlite;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One table's rows, counted and hashed.
 *
 * @param rows all of them
 * @param sha256 over the values in the order of the primary key, each with its type and length
 */
@JsonPropertyOrder({"name", "columns", "rows", "sha256"})
public record TableDigest(String name, List<String> columns, long rows, String sha256) {
  public TableDigest {
    columns = List.copyOf(columns);
  }

  /** Of every table, by name; without SQLite's own and Litestream's. */
  static List<TableDigest> all(Connection connection) throws SQLException {
    List<TableDigest> digests = new ArrayList<>();
    for (String name : tables(connection)) {
      digests.add(of(connection, name));
    }
    return digests;
  }

  /** Names of the tables, sorted; without SQLite's own and Litestream's. */
  static List<String> tables(Connection connection) throws SQLException {
    return strings(
        connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
            + " ESCAPE '\\' AND name NOT LIKE '\\_litestream\\_%' ESCAPE '\\' ORDER BY name");
  }

  static List<String> strings(Connection connection, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static TableDigest of(Connection connection, String table) throws SQLException {
    String info = "FROM pragma_table_info('" + table + "')";
    List<String> columns = strings(connection, "SELECT name " + info + " ORDER BY cid");
    List<String> key = strings(connection, "SELECT name " + info + " WHERE pk > 0 ORDER BY pk");
    String query =
        "SELECT %s FROM %s ORDER BY %s"
            .formatted(
                quoted(columns), quoted(List.of(table)), quoted(key.isEmpty() ? columns : key));
    MessageDigest sha256 = FileHash.sha256();
    long count = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query);
        DataOutputStream out =
            new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256))) {
      for (; rows.next(); count++) {
        for (int column = 1; column <= columns.size(); column++) {
          write(rows.getObject(column), out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TableDigest(table, columns, count, HexFormat.of().formatHex(sha256.digest()));
  }

  private static void write(Object value, DataOutputStream out) throws IOException {
    if (value == null) {
      out.writeByte('n');
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeByte('i');
      out.writeLong(((Number) value).longValue());
    } else if (value instanceof Number real) {
      out.writeByte('r');
      out.writeDouble(real.doubleValue());
    } else {
      boolean text = value instanceof String;
      byte[] bytes = text ? ((String) value).getBytes(StandardCharsets.UTF_8) : (byte[]) value;
      out.writeByte(text ? 't' : 'b');
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static String quoted(List<String> names) {
    return String.join(
        ", ", names.stream().map(name -> '"' + name.replace("\"", "\"\"") + '"').toList());
  }
}
