package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and unmakes tenants' logins and databases, as {@code tenantry_provisioner}.
 *
 * <p>Every step brings about a state and may be repeated: whoever is killed begins again.
 */
public final class Provisioning {
  private final DatabaseServer server;
  private final String sharedDatabase;
  private final TenantDatabases databases;

  /**
   * Provisioning on a migrated server.
   *
   * @param server with a login that may become {@code tenantry_provisioner}
   * @param sharedDatabase the database that tenants share
   */
  public Provisioning(DatabaseServer server, String sharedDatabase) {
    this.server = server;
    this.sharedDatabase = sharedDatabase;
    this.databases = new TenantDatabases(server, sharedDatabase);
  }

  /**
   * What the registry knows of a tenant.
   *
   * @param mode where its rows lie
   * @param credential which version of its password is in force, as the caller named it
   * @param lockedFor why its login is locked out; empty if it is not
   */
  public record Entry(String slug, DataMode mode, String credential, String lockedFor) {}

  /** The tenant's entry in the registry. */
  public Optional<Entry> find(UUID tenant) {
    String query =
        "SELECT slug, mode, credential, locked FROM tenantry_registry.tenant WHERE tenant_id = ?";
    return call(
        "look up tenant " + tenant,
        query,
        statement -> {
          statement.setObject(1, tenant);
          try (ResultSet row = statement.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Entry(
                        row.getString(1),
                        DataMode.of(row.getString(2)),
                        row.getString(3),
                        row.getString(4)))
                : Optional.empty();
          }
        });
  }

  /** The id of a tenant by its name. */
  public Optional<UUID> findByName(String slug) {
    return call(
        "look up tenant " + slug,
        "SELECT tenant_id FROM tenantry_registry.tenant WHERE slug = ?",
        statement -> {
          statement.setString(1, slug);
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
          }
        });
  }

  /**
   * Brings the tenant's login, its row and, if it is to have one, its database about.
   *
   * @param verifier of the password, from {@link ScramVerifier}
   * @param credential a name for the password's version; it is not secret
   * @throws SqlFailure if the server refuses
   */
  public void provision(TenantAccount account, String verifier, String credential) {
    provision(account, Optional.of(verifier), credential);
  }

  /**
   * The same with the password that is in force, which is set again: a tenant may have changed it.
   *
   * @throws SqlFailure if the tenant has none yet
   */
  public void provisionAgain(TenantAccount account) {
    provision(account, Optional.empty(), "");
  }

  private void provision(TenantAccount account, Optional<String> verifier, String credential) {
    call(
        "provision tenant " + account.slug(),
        "SELECT tenantry_registry.provision_tenant(?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, account.id());
          statement.setString(2, account.slug());
          statement.setString(3, account.tier());
          statement.setString(4, account.mode().sqlName());
          statement.setInt(5, account.connections());
          statement.setString(6, verifier.orElse(null));
          statement.setString(7, credential);
          return statement.execute();
        });
    if (account.mode() == DataMode.DATABASE) {
      databases.ensure(account);
    }
  }

  /** Locks the login out and ends its sessions; keeps the data. Says whether there was a login. */
  public boolean lock(UUID tenant) {
    return lock(tenant, "suspended");
  }

  /** The same for a reason; a login that is locked already keeps the reason that it had. */
  boolean lock(UUID tenant, String why) {
    boolean locked =
        call(
            "lock tenant " + tenant,
            "SELECT tenantry_registry.lock_tenant(?, ?)",
            statement -> {
              statement.setObject(1, tenant);
              statement.setString(2, why);
              return first(statement);
            });
    // In a transaction of its own: no session may begin between the count and the lock.
    one(
        "end the sessions of tenant " + tenant,
        "SELECT tenantry_registry.disconnect_tenant(?) >= 0",
        tenant);
    return locked;
  }

  /** Lets a locked login in again; says whether there was a login. */
  public boolean unlock(UUID tenant) {
    return one("unlock tenant " + tenant, "SELECT tenantry_registry.unlock_tenant(?)", tenant);
  }

  /**
   * Drops the login, after its rows were erased and its database dropped.
   *
   * @return whether there was one
   * @throws SqlFailure if rows are left
   */
  public boolean drop(UUID tenant) {
    return one("drop tenant " + tenant, "SELECT tenantry_registry.drop_tenant(?)", tenant);
  }

  /** The databases of single tenants on this server. */
  public TenantDatabases databases() {
    return databases;
  }

  private boolean one(String what, String query, UUID tenant) {
    return call(
        what,
        query,
        statement -> {
          statement.setObject(1, tenant);
          return first(statement);
        });
  }

  private static boolean first(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private <T> T call(String what, String query, SqlWork<PreparedStatement, T> work) {
    try (Connection connection = server.open(sharedDatabase, DatabaseRole.TENANTRY_PROVISIONER);
        PreparedStatement statement = connection.prepareStatement(query)) {
      return work.apply(statement);
    } catch (SQLException e) {
      throw new SqlFailure("cannot " + what, e);
    }
  }
}
