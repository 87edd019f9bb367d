package dev.tenantry.sql;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.postgresql.PGConnection;

/** Rows as CSV, in and out of the server, with their digest. */
final class Rows {
  private Rows() {}

  /**
   * How many rows there were, and the SHA-256 of their CSV.
   *
   * @param count rows, without the header
   * @param sha256 in hexadecimal
   */
  record Digest(long count, String sha256) {}

  /** Times and numbers as text that does not depend on the session's settings. */
  static void plainText(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';"
              + " SET extra_float_digits = 1; SET bytea_output = 'hex'");
    }
  }

  /** Writes the rows of a table or of its copy in another schema, ordered by key. */
  static Digest write(Connection connection, TenantTable table, String relation, OutputStream out)
      throws SQLException {
    return writeWhere(connection, table, relation, "true", out);
  }

  static Digest writeWhere(
      Connection connection, TenantTable table, String relation, String where, OutputStream out)
      throws SQLException {
    String select =
        "SELECT %s FROM %s WHERE %s ORDER BY %s"
            .formatted(table.columnList(), relation, where, table.keyOrder());
    return copyOut(connection, select, out);
  }

  /** Writes what a query gives. */
  static Digest copyOut(Connection connection, String query, OutputStream out) throws SQLException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      long count =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut(
                  "COPY (" + query + ") TO STDOUT (FORMAT csv, HEADER)",
                  new DigestOutputStream(new Unclosed(out), sha256));
      return new Digest(count, HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new SqlFailure("cannot write the rows", e);
    }
  }

  /** The digest of a relation's rows without keeping them. */
  static Digest digest(Connection connection, TenantTable table, String relation)
      throws SQLException {
    return write(connection, table, relation, OutputStream.nullOutputStream());
  }

  /** Reads rows into a relation that no policy protects: COPY refuses any other. */
  static long read(Connection connection, String relation, String columns, InputStream in)
      throws SQLException {
    try {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY %s (%s) FROM STDIN (FORMAT csv, HEADER)".formatted(relation, columns), in);
    } catch (IOException e) {
      throw new SqlFailure("cannot read the rows", e);
    }
  }

  /** The driver closes what it wrote to; several tables may go to one stream. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
