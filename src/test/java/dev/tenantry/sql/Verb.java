package dev.tenantry.sql;

import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What a login can try to do with a relation. */
enum Verb {
  SELECT,
  INSERT,
  /** Of one column. */
  UPDATE,
  /** An UPDATE that makes own rows another tenant's. */
  MOVE,
  DELETE,
  /** By MERGE with an UPDATE of one column. */
  MERGE,
  TRUNCATE,
  LOCK,
  REFERENCES,
  COPY_TO,
  COPY_FROM;

  /** What came of it. */
  enum Outcome {
    /** The login lacks the right. */
    DENIED,
    /** It has the right, and the fence refused the row. */
    FENCED,
    /** It has the right, and the server does not do this with such a relation. */
    REFUSED,
    /** It was done, to no row. */
    NOTHING,
    /** It was done. */
    DONE
  }

  /** Runs a statement of this verb and says what came of it; the caller ends the transaction. */
  Outcome attempt(Connection session, String sql, String wanted) throws SQLException {
    try {
      return switch (this) {
        case SELECT -> reads(session, sql) ? Outcome.DONE : Outcome.NOTHING;
        case COPY_TO -> copies(session, sql).contains(wanted) ? Outcome.DONE : Outcome.NOTHING;
        case COPY_FROM -> {
          copy(session).copyIn(sql, new StringReader("\\.\n"));
          yield Outcome.DONE;
        }
        case TRUNCATE, LOCK, REFERENCES -> {
          TwoTenants.run(session, sql);
          yield Outcome.DONE;
        }
        case INSERT, UPDATE, MOVE, DELETE, MERGE ->
            changes(session, sql) > 0 ? Outcome.DONE : Outcome.NOTHING;
      };
    } catch (SQLException | java.io.IOException e) {
      return outcome(e);
    }
  }

  private static Outcome outcome(Exception e) {
    String state = e instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    return switch (state) {
      case "42501" ->
          e.getMessage().contains("row-level security") ? Outcome.FENCED : Outcome.DENIED;
      case "0A000", "42809", "55000" -> Outcome.REFUSED;
      // Fences come before keys: whoever meets a key has passed them.
      case "23505", "23503" -> Outcome.DONE;
      default -> throw new AssertionError("neither done nor refused: " + e.getMessage(), e);
    };
  }

  private static boolean reads(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    }
  }

  private static int changes(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static String copies(Connection session, String sql)
      throws SQLException, java.io.IOException {
    StringWriter rows = new StringWriter();
    copy(session).copyOut(sql, rows);
    return rows.toString();
  }

  private static CopyManager copy(Connection session) throws SQLException {
    return session.unwrap(PGConnection.class).getCopyAPI();
  }
}
