package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drills with two tenants: what is done to one leaves the other's rows bit by bit as they were. */
class TenantStoreIT {
  private static final Postgres POSTGRES = Postgres.shared();
  private static String database;
  private static TenantStore store;

  @TempDir private Path folder;

  @BeforeAll
  static void migrate() {
    database = POSTGRES.newDatabase("tenant_store");
    Migration.ofShared(POSTGRES.admin(), database).run();
    store = new TenantStore(POSTGRES.admin(), database, Clock.systemUTC());
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void restoresExactlyWhatWasExported(DataMode mode) throws SQLException {
    FilledTenants tenants = new FilledTenants(database, mode, mode);
    Map<String, String> before = tenants.digests(tenants.one());
    Path archive = folder.resolve("archive");

    ArchiveManifest manifest = store.export(tenants.one().id(), archive);
    tenants.fill(tenants.one(), 7);
    deleteConversations(tenants);
    Map<String, String> otherBefore = tenants.digests(tenants.other());
    store.restore(tenants.one().id(), archive);

    assertThat(manifest.rows()).isGreaterThan(200);
    assertThat(tenants.digests(tenants.one())).isEqualTo(before);
    assertThat(tenants.digests(tenants.other())).isEqualTo(otherBefore);
  }

  @Test
  void refusesADamagedArchiveAndLeavesTheRows() throws SQLException, IOException {
    FilledTenants tenants = new FilledTenants(database, DataMode.SHARED_RLS, DataMode.SHARED_RLS);
    Path archive = folder.resolve("archive");
    store.export(tenants.one().id(), archive);
    Map<String, String> before = tenants.digests(tenants.one());
    Path messages = archive.resolve("messages.csv");
    Files.writeString(messages, Files.readString(messages).replaceFirst("hello", "hullo"));

    assertThatThrownBy(() -> store.restore(tenants.one().id(), archive))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("messages.csv is damaged");

    assertThat(tenants.digests(tenants.one())).isEqualTo(before);
  }

  @Test
  void refusesTheArchiveOfAnotherTenant() throws SQLException {
    FilledTenants tenants = new FilledTenants(database, DataMode.SHARED_RLS, DataMode.SHARED_RLS);
    Path archive = folder.resolve("archive");
    store.export(tenants.other().id(), archive);

    assertThatThrownBy(() -> store.restore(tenants.one().id(), archive))
        .hasMessageContaining("holds rows of tenant " + tenants.other().slug());
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void erasesEverythingAndLeavesEvidence(DataMode mode) throws SQLException {
    FilledTenants tenants = new FilledTenants(database, mode, mode);
    Map<String, String> otherBefore = tenants.digests(tenants.other());

    var evidence = store.erase(tenants.one().id());

    String where = mode == DataMode.DATABASE ? "database" : "shared";
    assertThat(evidence.path("rows").path(where).path("messages").asLong()).isEqualTo(101);
    assertThat(evidence.path("loginDropped").asBoolean()).isTrue();
    assertThat(evidence.path("databaseDropped").asBoolean()).isEqualTo(mode == DataMode.DATABASE);
    assertThat(tenants.digests(tenants.other())).isEqualTo(otherBefore);
    assertThat(traces(tenants.one())).isEqualTo("0 0 0 1");
    assertThat(store.erase(tenants.one().id()).path("loginDropped").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void theProvisionersOwnLoginCanMoveAndErase(DataMode mode) throws SQLException {
    DataMode target = mode == DataMode.DATABASE ? DataMode.SHARED_RLS : DataMode.DATABASE;
    FilledTenants tenants = new FilledTenants(database, mode, DataMode.SHARED_RLS);
    TenantStore provisioner =
        new TenantStore(POSTGRES.provisioner(database), database, Clock.systemUTC());

    provisioner.move(tenants.one().id(), target);

    assertThat(provisioner.erase(tenants.one().id()).path("loginDropped").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void movesThereAndBack(DataMode mode) throws SQLException {
    DataMode target = mode == DataMode.DATABASE ? DataMode.SHARED_RLS : DataMode.DATABASE;
    FilledTenants tenants = new FilledTenants(database, mode, DataMode.SHARED_RLS);
    Map<String, String> before = tenants.digests(tenants.one());
    Map<String, String> otherBefore = tenants.digests(tenants.other());

    store.move(tenants.one().id(), target);
    assertThat(tenants.digests(tenants.one())).isEqualTo(before);
    tenants.fill(tenants.one(), 3);
    Map<String, String> more = tenants.digests(tenants.one());
    store.move(tenants.one().id(), mode);

    assertThat(tenants.digests(tenants.one())).isEqualTo(more);
    assertThat(tenants.digests(tenants.other())).isEqualTo(otherBefore);
    assertThatThrownBy(() -> store.move(tenants.one().id(), mode))
        .hasMessageContaining("are in mode " + mode.sqlName() + " already");
  }

  @Test
  void aRestoreThatWasKilledIsBegunAgainAndLetsTheTenantIn() throws SQLException {
    FilledTenants tenants = new FilledTenants(database, DataMode.SHARED_RLS, DataMode.SHARED_RLS);
    Path archive = folder.resolve("archive");
    store.export(tenants.one().id(), archive);
    // What a kill leaves behind: the lock, and rows at the side.
    new Provisioning(POSTGRES.admin(), database).lock(tenants.one().id(), "restore");
    assertThatThrownBy(() -> tenants.open(tenants.one())).isInstanceOf(SQLException.class);

    store.restore(tenants.one().id(), archive);

    tenants.open(tenants.one()).close();
  }

  @Test
  void aSuspendedTenantStaysSuspended() throws SQLException {
    FilledTenants tenants = new FilledTenants(database, DataMode.SHARED_RLS, DataMode.SHARED_RLS);
    Path archive = folder.resolve("archive");
    store.export(tenants.one().id(), archive);
    new Provisioning(POSTGRES.admin(), database).lock(tenants.one().id());

    store.restore(tenants.one().id(), archive);

    assertThatThrownBy(() -> tenants.open(tenants.one()))
        .hasMessageContaining("not permitted to log in");
    assertThatThrownBy(() -> store.move(tenants.one().id(), DataMode.DATABASE))
        .hasMessageContaining("is locked out (suspended): end that first");
  }

  private static void deleteConversations(FilledTenants tenants) throws SQLException {
    try (Connection connection = tenants.open(tenants.one());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT forget('conversations', (SELECT array_agg(id) FROM conversations))");
    }
  }

  /** Roles, databases, registry entries and evidence of a tenant. */
  private static String traces(TenantAccount account) throws SQLException {
    String query =
        """
        SELECT (SELECT count(*) FROM pg_roles WHERE rolname = '%1$s') || ' '
          || (SELECT count(*) FROM pg_database WHERE datname = '%1$s') || ' '
          || (SELECT count(*) FROM tenantry_registry.tenant WHERE login = '%1$s') || ' '
          || (SELECT count(*) FROM tenantry_registry.erasure WHERE tenant_id = '%2$s')
        """
            .formatted(account.login(), account.id());
    try (Connection connection = POSTGRES.superuser().open(database);
        var row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
