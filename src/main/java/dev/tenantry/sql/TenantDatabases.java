package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;

/**
 * Databases of single tenants.
 *
 * <p>A new one is a copy of a template that was migrated once: milliseconds instead of all
 * migrations. A database's comment says which migrations it has seen, so that those of a thousand
 * tenants are compared without connecting to them.
 */
public final class TenantDatabases {
  private static final String MARK = "tenantry schema ";

  /** What the statement of a killed process causes: such a database exists, or is in use. */
  private static final Set<String> PASSES = Set.of("42P04", "23505", "55006");

  private static final int TRIES = 20;
  private static final double SECONDS_BETWEEN_TRIES = 0.5;

  private final DatabaseServer server;
  private final String sharedDatabase;
  private final String mark = MARK + MigrationFiles.checksum();

  TenantDatabases(DatabaseServer server, String sharedDatabase) {
    this.server = server;
    this.sharedDatabase = sharedDatabase;
  }

  /** Creates, opens and migrates the tenant's database, as far as that is still to be done. */
  public void ensure(TenantAccount account) {
    String name = account.login();
    try {
      alone(() -> open(name, account.login()));
      if (!comment(name).equals(mark)) {
        Migration.ofTenant(server, name).run();
        alone(() -> comment(name, mark));
      }
      register(name, account);
    } catch (SQLException e) {
      throw new SqlFailure("cannot make the database of tenant " + account.slug(), e);
    }
  }

  private void open(String name, String login) throws SQLException {
    boolean made = comment(name).isEmpty();
    if (made) {
      create(name, template());
    }
    close(name, login);
    if (made) {
      comment(name, mark);
    }
  }

  /** Something done to a database as a whole. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  /** Runs a step while nobody else on the server runs one. */
  private void alone(Step step) throws SQLException {
    try (Connection lock = server.open(sharedDatabase, DatabaseRole.TENANTRY_PROVISIONER);
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE tenantry_registry.database_lock IN EXCLUSIVE MODE");
      int tries = 0;
      while (!done(step, ++tries)) {
        statement.execute("SELECT pg_sleep(" + SECONDS_BETWEEN_TRIES + ")");
      }
      lock.commit();
    }
  }

  /** False if a process that was killed still has a statement running, and it is worth to wait. */
  private static boolean done(Step step, int tries) throws SQLException {
    try {
      step.run();
      return true;
    } catch (SQLException e) {
      if (tries < TRIES && PASSES.contains(String.valueOf(e.getSQLState()))) {
        return false;
      }
      throw e;
    }
  }

  /** Whether the tenant has a database. */
  public boolean exists(UUID tenant) {
    try {
      return !comment(TenantLogin.of(tenant)).isEmpty();
    } catch (SQLException e) {
      throw new SqlFailure("cannot look for the database of tenant " + tenant, e);
    }
  }

  /** Drops the tenant's database with all that is in it; says whether there was one. */
  public boolean drop(UUID tenant) {
    String name = TenantLogin.of(tenant);
    try {
      if (comment(name).isEmpty()) {
        return false;
      }
      // Not WITH (FORCE): that needs the rights of everybody who is connected. Nobody new gets in,
      // and the tenant's own sessions have been ended.
      asOwner("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
      asOwner("DROP DATABASE " + name);
      return true;
    } catch (SQLException e) {
      throw new SqlFailure("cannot drop the database of tenant " + tenant, e);
    }
  }

  /** A migrated database that nobody may connect to; made by the first who needs it. */
  private String template() throws SQLException {
    String name = "tenantry_template_" + MigrationFiles.checksum().substring(0, 12);
    if (comment(name).equals(mark)) {
      return name;
    }
    // A template without its mark was left by somebody who was killed.
    if (!comment(name).isEmpty()) {
      asOwner("ALTER DATABASE " + name + " IS_TEMPLATE false");
      asOwner("DROP DATABASE " + name);
    }
    create(name, "template1");
    try (Connection connection = open(name);
        Statement statement = connection.createStatement()) {
      statement.execute(
          Migration.rights(
              DatabaseRole.TENANTRY_DATABASE_OWNER, DatabaseRole.TENANTRY_PLATFORM.sqlName()));
    }
    Migration.ofTenant(server, name).run();
    asOwner("ALTER DATABASE " + name + " IS_TEMPLATE true ALLOW_CONNECTIONS false");
    comment(name, mark);
    return name;
  }

  /** Closed from the first moment: only its owner can change that. */
  private void create(String name, String template) throws SQLException {
    try (Connection connection = server.open(sharedDatabase, DatabaseRole.TENANTRY_PROVISIONER);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s TEMPLATE %s STRATEGY wal_log OWNER %s ALLOW_CONNECTIONS false"
              .formatted(name, template, DatabaseRole.TENANTRY_DATABASE_OWNER.sqlName()));
    }
    asOwner("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
    asOwner("GRANT CONNECT ON DATABASE " + name + " TO tenantry_platform");
    asOwner("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
  }

  /** Leaves nobody but the tenant and the platform's own logins in. */
  private void close(String name, String login) throws SQLException {
    asOwner("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
    asOwner("GRANT CONNECT ON DATABASE " + name + " TO tenantry_platform, " + login);
    asOwner("GRANT CREATE ON DATABASE " + name + " TO tenantry_service");
    asOwner("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
  }

  /** Keeps the tenant out of its database: what it would still write there would be lost. */
  void shut(UUID tenant) throws SQLException {
    String name = TenantLogin.of(tenant);
    asOwner("REVOKE CONNECT ON DATABASE " + name + " FROM " + name);
  }

  /** Lets the tenant into its database again. */
  void reopen(UUID tenant) throws SQLException {
    String name = TenantLogin.of(tenant);
    close(name, name);
  }

  private void register(String name, TenantAccount account) throws SQLException {
    try (Connection connection = open(name)) {
      TenantTransaction.run(
          connection,
          account.id(),
          session -> {
            try (PreparedStatement add =
                session.prepareStatement(
                    "INSERT INTO tenantry.tenants AS t (tenant_id, slug, tier) VALUES (?, ?, ?)"
                        + " ON CONFLICT (tenant_id) DO UPDATE"
                        + " SET slug = excluded.slug, tier = excluded.tier")) {
              add.setObject(1, account.id());
              add.setString(2, account.slug());
              add.setString(3, account.tier());
              return add.execute();
            }
          });
    }
  }

  /** A database's comment; empty if there is no such database. */
  private String comment(String name) throws SQLException {
    String query =
        "SELECT coalesce(shobj_description(oid, 'pg_database'), '-') FROM pg_database"
            + " WHERE datname = ?";
    try (Connection connection = server.open(sharedDatabase, DatabaseRole.TENANTRY_PROVISIONER);
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  private void comment(String name, String text) throws SQLException {
    asOwner("COMMENT ON DATABASE " + name + " IS '" + text + "'");
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection connection = open(sharedDatabase);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection open(String database) throws SQLException {
    return server.open(database, DatabaseRole.TENANTRY_DATABASE_OWNER);
  }
}
