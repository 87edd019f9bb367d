package dev.tenantry.agentimage.store;

import dev.tenantry.agentimage.settings.SettingsFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Makes an agent's file, or brings it to the newest tables.
 *
 * <p>The scripts, their count in {@code user_version} and the owner's row are those that {@code
 * tenantry export} and {@code restore} read.
 */
final class SqliteFile {
  /** In order; a script that was released never changes. */
  private static final List<String> SCRIPTS = List.of("V001__agent.sql", "V002__agent_events.sql");

  /** {@code PRAGMA application_id}: "tnry" in ASCII. */
  private static final int APPLICATION_ID = 0x746E7279;

  private SqliteFile() {}

  /**
   * Whose a file is.
   *
   * @param tenantId the tenant in every store
   * @param tenant its name
   * @param agent the agent's name
   */
  record Owner(String tenantId, String tenant, String agent) {}

  /**
   * Applies what is missing, in one transaction.
   *
   * @throws SettingsFailure if the file is another's, or of a newer release
   */
  static void prepare(String url, Owner owner) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      int before = number(statement, "user_version");
      if (before > SCRIPTS.size()) {
        throw new SettingsFailure(url + " is of a newer release: schema " + before);
      }
      if (before > 0 && number(statement, "application_id") != APPLICATION_ID
          || before == 0 && number(statement, "schema_version") > 0) {
        throw new SettingsFailure(url + " is no agent's file");
      }
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("BEGIN IMMEDIATE");
      for (String script : SCRIPTS.subList(before, SCRIPTS.size())) {
        statement.executeUpdate(text(script));
      }
      write(connection, owner);
      statement.execute("PRAGMA application_id = " + APPLICATION_ID);
      statement.execute("PRAGMA user_version = " + SCRIPTS.size());
      statement.execute("COMMIT");
      require(statement, url, owner);
    } catch (SQLException problem) {
      throw new SettingsFailure("cannot use " + url + ": " + problem.getMessage());
    }
  }

  private static void write(Connection connection, Owner owner) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR IGNORE INTO owner VALUES (1, ?, ?, ?)")) {
      insert.setString(1, owner.tenantId());
      insert.setString(2, owner.tenant());
      insert.setString(3, owner.agent());
      insert.execute();
    }
  }

  private static void require(Statement statement, String url, Owner owner) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT tenant_id, tenant, agent FROM owner")) {
      Owner found = new Owner(row.getString(1), row.getString(2), row.getString(3));
      if (!found.equals(owner)) {
        throw new SettingsFailure(url + " belongs to " + found + ", not to " + owner);
      }
    }
  }

  private static int number(Statement statement, String pragma) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
      return row.getInt(1);
    }
  }

  private static String text(String script) {
    try (InputStream in = SqliteFile.class.getResourceAsStream("/db/sqlite/" + script)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
