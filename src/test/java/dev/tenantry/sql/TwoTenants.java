package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Two tenants of one server, each with a row in every table: one that attacks with all that its
 * login may do, and one whose rows must stay as they are.
 *
 * @param mode of the attacker; the victim's rows are in the shared database
 * @param shared the shared database
 */
record TwoTenants(DataMode mode, String shared, TenantAccount attacker, TenantAccount victim) {
  private static final String PASSWORD = "test-only";

  static TwoTenants in(DataMode mode, String database) {
    Postgres postgres = Postgres.shared();
    String shared = postgres.newDatabase(database);
    Migration.ofShared(postgres.admin(), shared).run();
    TwoTenants tenants =
        new TwoTenants(
            mode, shared, account("attacker", mode), account("victim", DataMode.SHARED_RLS));
    Provisioning provisioning = new Provisioning(postgres.admin(), shared);
    provisioning.provision(tenants.attacker, ScramVerifier.of(PASSWORD), "v1");
    provisioning.provision(tenants.victim, ScramVerifier.of(PASSWORD), "v1");
    try (Connection own = tenants.superuser();
        Connection other = postgres.superuser().open(shared)) {
      new CatalogRows(own).fill(tenants.attacker.id());
      new CatalogRows(other).fill(tenants.victim.id());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return tenants;
  }

  /** A new account with a name that nobody has. */
  static TenantAccount account(String name, DataMode mode) {
    UUID id = UUID.randomUUID();
    return new TenantAccount(id, name + "-" + id.toString().substring(0, 8), "standard", mode, 5);
  }

  /** The database in which the attacker's rows are. */
  String database() {
    return mode == DataMode.DATABASE ? attacker.login() : shared;
  }

  /** A session of the attacker. */
  Connection attack() throws SQLException {
    return as(attacker).open(database());
  }

  /** A session of the victim. */
  Connection suffer() throws SQLException {
    return as(victim).open(shared);
  }

  /** A session of a superuser in the attacker's database. */
  Connection superuser() throws SQLException {
    return Postgres.shared().superuser().open(database());
  }

  /** The server with the login of a tenant. */
  static DatabaseServer as(TenantAccount account) {
    return Postgres.shared().admin().as(account.login(), PASSWORD);
  }

  /** The first column of the first row; empty if there is none. */
  static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  /** Runs statements. */
  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
