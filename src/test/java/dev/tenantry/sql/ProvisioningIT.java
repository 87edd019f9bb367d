package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProvisioningIT {
  private static final String PASSWORD = "correct-horse";
  private static final Postgres POSTGRES = Postgres.shared();
  private static String database;
  private static Provisioning provisioning;

  @BeforeAll
  static void migrate() {
    database = POSTGRES.newDatabase("provisioning");
    Migration.ofShared(POSTGRES.admin(), database).run();
    provisioning = new Provisioning(POSTGRES.admin(), database);
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void aTenantLogsInAndSeesItself(DataMode mode) throws SQLException {
    TenantAccount account = account(mode);

    provisioning.provision(account, ScramVerifier.of(PASSWORD), "v1");
    provisioning.provision(account, ScramVerifier.of(PASSWORD), "v2");

    assertThat(one(account, "SELECT slug FROM tenants")).isEqualTo(account.slug());
    assertThat(one(account, "SELECT count(*) FROM tenants")).isEqualTo("1");
    assertThat(provisioning.find(account.id()).orElseThrow())
        .isEqualTo(new Provisioning.Entry(account.slug(), mode, "v2", ""));
    clean(account);
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void aLockedTenantsOpenSessionGetsNoFurther(DataMode mode) throws SQLException {
    TenantAccount account = account(mode);
    provisioning.provision(account, ScramVerifier.of(PASSWORD), "v1");
    try (Connection open = open(account);
        Statement statement = open.createStatement()) {
      statement.execute("SELECT * FROM tenants");

      assertThat(provisioning.lock(account.id())).isTrue();

      assertThatThrownBy(() -> statement.execute("SELECT * FROM tenants"))
          .isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(() -> open(account)).hasMessageContaining("not permitted to log in");
    provisioning.provision(account, ScramVerifier.of(PASSWORD), "v2");
    assertThat(one(account, "SELECT count(*) FROM tenants")).isEqualTo("1");
    clean(account);
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void aTenantThatMadeWhateverItCanIsDropped(DataMode mode) throws SQLException {
    TenantAccount account = account(mode);
    provisioning.provision(account, ScramVerifier.of(PASSWORD), "v1");

    one(account, "SELECT lo_from_bytea(0, 'left behind')");
    try (Connection open = open(account);
        Statement statement = open.createStatement()) {
      statement.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
      statement.execute("ALTER ROLE " + account.login() + " SET work_mem = '1MB'");
    }
    assertThat(Migration.ofShared(POSTGRES.admin(), database).run().applied()).isEmpty();
    clean(account);
    try (Connection superuser = POSTGRES.superuser().open(database);
        Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_largeobject_metadata")) {
      row.next();
      assertThat(row.getInt(1)).isZero();
    }
  }

  private static TenantAccount account(DataMode mode) {
    UUID id = UUID.randomUUID();
    return new TenantAccount(id, "t-" + id.toString().substring(0, 8), "standard", mode, 3);
  }

  private static void clean(TenantAccount account) throws SQLException {
    provisioning.lock(account.id());
    if (account.mode() == DataMode.DATABASE) {
      assertThat(provisioning.databases().drop(account.id())).isTrue();
    } else {
      try (Connection service = POSTGRES.admin().open(database, DatabaseRole.TENANTRY_SERVICE)) {
        TenantTransaction.run(
            service,
            account.id(),
            session -> session.createStatement().execute("DELETE FROM tenantry.tenants"));
      }
    }
    assertThat(provisioning.drop(account.id())).isTrue();
  }

  private static Connection open(TenantAccount account) throws SQLException {
    return POSTGRES
        .admin()
        .as(account.login(), PASSWORD)
        .open(account.mode() == DataMode.DATABASE ? account.login() : database);
  }

  private static String one(TenantAccount account, String query) throws SQLException {
    try (Connection connection = open(account);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
