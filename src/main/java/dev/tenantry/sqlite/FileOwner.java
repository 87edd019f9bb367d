package dev.tenantry.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Whose a file is: its one row of {@code owner}.
 *
 * @param tenantId the tenant in every store
 * @param tenant the tenant's name
 * @param agent the agent's name
 */
public record FileOwner(UUID tenantId, String tenant, String agent) {
  static FileOwner read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT tenant_id, tenant, agent FROM owner")) {
      if (!row.next()) {
        throw new SQLException("the file does not say whose it is");
      }
      return new FileOwner(UUID.fromString(row.getString(1)), row.getString(2), row.getString(3));
    } catch (IllegalArgumentException e) {
      throw new SQLException("the file does not say whose it is", e);
    }
  }

  void write(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR IGNORE INTO owner VALUES (1, ?, ?, ?)")) {
      insert.setString(1, tenantId.toString());
      insert.setString(2, tenant);
      insert.setString(3, agent);
      insert.execute();
    }
  }

  @Override
  public String toString() {
    return "agent " + agent + " of tenant " + tenant + " (" + tenantId + ")";
  }
}
