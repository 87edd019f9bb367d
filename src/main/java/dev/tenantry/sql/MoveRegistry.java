package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Which tenants are on their way from one mode to the other, and how far they are. */
final class MoveRegistry {
  private final DatabaseServer server;
  private final String sharedDatabase;

  MoveRegistry(DatabaseServer server, String sharedDatabase) {
    this.server = server;
    this.sharedDatabase = sharedDatabase;
  }

  /** How far a move is; db/registry says what each phase means. */
  enum Phase {
    COPYING,
    FROZEN,
    SWAPPED;

    String sqlName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A move that has begun.
   *
   * @param since the oldest transaction that the copy may not have seen
   */
  record Move(DataMode target, Phase phase, String since) {}

  Optional<Move> find(UUID tenant) throws SQLException {
    return call(
        "SELECT target, phase, since FROM tenantry_registry.move WHERE tenant_id = ?",
        statement -> {
          statement.setObject(1, tenant);
          try (ResultSet row = statement.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Move(
                        DataMode.of(row.getString(1)),
                        Phase.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                        row.getString(3)))
                : Optional.empty();
          }
        });
  }

  /** Begins, or begins again: whatever is written from now on is brought over later. */
  void begin(UUID tenant, DataMode target) throws SQLException {
    call(
        "INSERT INTO tenantry_registry.move (tenant_id, target, phase, since)"
            + " VALUES (?, ?, 'copying', pg_snapshot_xmin(pg_current_snapshot())::xid)"
            + " ON CONFLICT (tenant_id) DO UPDATE SET target = excluded.target,"
            + " phase = 'copying', since = excluded.since, begun_at = now()",
        statement -> {
          statement.setObject(1, tenant);
          statement.setString(2, target.sqlName());
          return statement.executeUpdate();
        });
  }

  void reach(UUID tenant, Phase phase) throws SQLException {
    call(
        "UPDATE tenantry_registry.move SET phase = ? WHERE tenant_id = ?",
        statement -> {
          statement.setString(1, phase.sqlName());
          statement.setObject(2, tenant);
          return statement.executeUpdate();
        });
  }

  /** The target comes into force, and the login is let in again. */
  void swap(UUID tenant) throws SQLException {
    call(
        "SELECT tenantry_registry.swap_mode(?)",
        statement -> {
          statement.setObject(1, tenant);
          return statement.execute();
        });
  }

  void end(UUID tenant) throws SQLException {
    call(
        "DELETE FROM tenantry_registry.move WHERE tenant_id = ?",
        statement -> {
          statement.setObject(1, tenant);
          return statement.executeUpdate();
        });
  }

  /** How many connections the tenant's login may hold. */
  int connections(UUID tenant) throws SQLException {
    return call(
        "SELECT rolconnlimit FROM pg_roles WHERE rolname = ?",
        statement -> {
          statement.setString(1, TenantLogin.of(tenant));
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  private <T> T call(String query, SqlWork<PreparedStatement, T> work) throws SQLException {
    try (Connection connection = server.open(sharedDatabase, DatabaseRole.TENANTRY_PROVISIONER);
        PreparedStatement statement = connection.prepareStatement(query)) {
      return work.apply(statement);
    }
  }
}
