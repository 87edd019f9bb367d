package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One transaction of trusted code for one tenant.
 *
 * <p>The tenant is set for the transaction only: a session that is used again carries nothing over.
 */
final class TenantTransaction {
  private TenantTransaction() {}

  /**
   * Runs the work and commits, or rolls back if it throws.
   *
   * @param session opened as {@code tenantry_service}, or as an owner by a trusted login
   */
  static <T> T run(Connection session, UUID tenant, SqlWork<Connection, T> work)
      throws SQLException {
    session.setAutoCommit(false);
    boolean done = false;
    try {
      try (PreparedStatement set =
          session.prepareStatement("SELECT set_config('app.tenant_id', ?, true)")) {
        set.setString(1, tenant.toString());
        set.execute();
      }
      T result = work.apply(session);
      session.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        session.rollback();
      }
      session.setAutoCommit(true);
    }
  }
}
