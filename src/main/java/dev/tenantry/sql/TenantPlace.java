package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Where a tenant's rows lie, and how trusted code comes to them.
 *
 * @param server the server, with a login that may act for tenants
 * @param database the shared database, or the tenant's own
 * @param tenant the tenant
 */
record TenantPlace(DatabaseServer server, String database, UUID tenant) {
  static TenantPlace of(DatabaseServer server, String sharedDatabase, UUID tenant, DataMode mode) {
    return switch (mode) {
      case SHARED_RLS -> new TenantPlace(server, sharedDatabase, tenant);
      case DATABASE -> new TenantPlace(server, TenantLogin.of(tenant), tenant);
    };
  }

  /** One transaction that sees this tenant's rows and no others. */
  <T> T asTenant(SqlWork<Connection, T> work) throws SQLException {
    try (Connection session = server.open(database, DatabaseRole.TENANTRY_SERVICE)) {
      Rows.plainText(session);
      return TenantTransaction.run(session, tenant, work);
    }
  }

  /** The same, all of it as of one moment, and reading only. */
  <T> T asOfOneMoment(SqlWork<Connection, T> work) throws SQLException {
    try (Connection session = server.open(database, DatabaseRole.TENANTRY_SERVICE)) {
      Rows.plainText(session);
      session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      session.setReadOnly(true);
      return TenantTransaction.run(session, tenant, work);
    }
  }

  /** A session that acts for no tenant: it sees no rows, and makes and drops what lies beside. */
  <T> T beside(SqlWork<Connection, T> work) throws SQLException {
    try (Connection session = server.open(database, DatabaseRole.TENANTRY_SERVICE)) {
      Rows.plainText(session);
      return work.apply(session);
    }
  }
}
