package dev.tenantry.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The platform's own logins: their passwords, and logins of Google's that act as them. */
public final class PlatformLogins {
  private static final List<DatabaseRole> LOGINS =
      List.of(
          DatabaseRole.TENANTRY_SERVICE,
          DatabaseRole.TENANTRY_DUMP,
          DatabaseRole.TENANTRY_PROVISIONER,
          DatabaseRole.TENANTRY_POOLER,
          DatabaseRole.TENANTRY_MIGRATOR);

  private final DatabaseServer server;
  private final String sharedDatabase;

  /** Of a migrated server, with an administrator's login. */
  public PlatformLogins(DatabaseServer server, String sharedDatabase) {
    this.server = server;
    this.sharedDatabase = sharedDatabase;
  }

  /** Sets the password of every such login that a pgpass file names. */
  public void setPasswords(Path passwordFile) {
    for (DatabaseRole login : LOGINS) {
      DatabaseServer.passwordOf(passwordFile.toString(), login.sqlName())
          .ifPresent(password -> setPassword(login, password));
    }
  }

  private void setPassword(DatabaseRole login, String password) {
    // A verifier holds neither quotes nor backslashes.
    run(
        "set the password of " + login.sqlName(),
        "ALTER ROLE " + login.sqlName() + " PASSWORD '" + ScramVerifier.of(password) + "'");
  }

  /** Lets an existing login provision tenants. */
  public void addProvisioner(String login) {
    String quoted = TenantTable.quoted(login);
    String what = "make " + login + " a provisioner";
    run(what, "GRANT tenantry_provisioner TO " + quoted + " WITH INHERIT FALSE, SET TRUE");
    run(what, "GRANT tenantry_platform TO " + quoted + " WITH INHERIT TRUE, SET FALSE");
    try (Connection connection = server.open(sharedDatabase, DatabaseRole.TENANTRY_OWNER);
        PreparedStatement trust =
            connection.prepareStatement(
                "INSERT INTO tenantry_private.login (login) VALUES (?) ON CONFLICT DO NOTHING")) {
      trust.setString(1, login);
      trust.execute();
    } catch (SQLException e) {
      throw new SqlFailure("cannot " + what, e);
    }
  }

  private void run(String what, String sql) {
    try (Connection connection = server.open(sharedDatabase);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SqlFailure("cannot " + what, e);
    }
  }
}
