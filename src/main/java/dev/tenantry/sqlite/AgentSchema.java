package dev.tenantry.sqlite;

import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of an agent's file. {@code PRAGMA user_version} counts the scripts applied. */
public final class AgentSchema {
  /** In order; a script that was released never changes. */
  private static final List<String> SCRIPTS = List.of("V001__agent.sql", "V002__agent_events.sql");

  /** The newest version. */
  public static final int VERSION = SCRIPTS.size();

  /** {@code PRAGMA application_id}: "tnry" in ASCII. */
  static final int APPLICATION_ID = 0x746E7279;

  private AgentSchema() {}

  /**
   * Brings a file to the newest schema, in one transaction; makes it if it is not there. Running
   * again changes nothing.
   *
   * @return the version that it had, 0 if it was new
   * @throws SqlFailure if it is somebody else's, of a newer release, or no agent's file
   */
  public static int apply(Path file, FileOwner owner) {
    try (Connection connection = AgentFile.create(file)) {
      int before = number(connection, "user_version");
      if (before == 0 && number(connection, "schema_version") > 0) {
        throw new SqlFailure(file + " holds tables that are no agent's");
      }
      if (before > 0) {
        check(connection, file);
      }
      try (Statement statement = connection.createStatement()) {
        // Kept in the file's header; a transaction cannot change it.
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("BEGIN IMMEDIATE");
        for (String script : SCRIPTS.subList(before, VERSION)) {
          statement.executeUpdate(text(script));
        }
        owner.write(connection);
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + VERSION);
        statement.execute("COMMIT");
      }
      FileOwner found = FileOwner.read(connection);
      if (!found.equals(owner)) {
        throw new SqlFailure(file + " belongs to " + found + ", not to " + owner);
      }
      return before;
    } catch (SQLException e) {
      throw new SqlFailure("cannot bring " + file + " to schema " + VERSION, e);
    }
  }

  /** Refuses what is no agent's file, or one of a newer release. */
  static void check(Connection connection, Path file) throws SQLException {
    if (number(connection, "application_id") != APPLICATION_ID) {
      throw new SqlFailure(file + " is no agent's file");
    }
    int version = number(connection, "user_version");
    if (version > VERSION) {
      throw new SqlFailure(
          file + " has schema " + version + ", newer than " + VERSION + ", the newest known here");
    }
  }

  static int number(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String text(String script) {
    try (InputStream in = AgentSchema.class.getResourceAsStream("/db/sqlite/" + script)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
