package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From every version with rows in every table to the newest; and what fails leaves no trace. */
class ForwardMigrationIT {
  private static final Postgres POSTGRES = Postgres.shared();

  /** All that makes up a schema, as one text each. */
  private static final String CATALOG =
      "SELECT md5(string_agg(line, ';' ORDER BY line)) FROM ("
          + " SELECT c.oid::regclass || ' ' || c.relkind::text || c.relrowsecurity ||"
          + " c.relforcerowsecurity"
          + " || coalesce(c.relacl::text, '') || coalesce(c.reloptions::text, '') AS line"
          + " FROM pg_class c WHERE c.relnamespace::regnamespace::text LIKE 'tenantry%%'"
          + " UNION ALL SELECT a.attrelid::regclass || '.' || a.attname || ' ' ||"
          + " a.atttypid::regtype"
          + " || a.attnotnull || a.attgenerated::text || coalesce(a.attacl::text, '')"
          + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
          + " WHERE c.relnamespace::regnamespace::text LIKE 'tenantry%%'"
          + " UNION ALL SELECT polrelid::regclass || ' ' || polname || polcmd::text ||"
          + " polpermissive"
          + " || polroles::text || coalesce(pg_get_expr(polqual, polrelid), '')"
          + " || coalesce(pg_get_expr(polwithcheck, polrelid), '') FROM pg_policy"
          + " UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid)"
          + " FROM pg_constraint WHERE connamespace::regnamespace::text LIKE 'tenantry%%'"
          + " UNION ALL SELECT p.oid::regprocedure || coalesce(proacl::text, '') || md5(prosrc)"
          + " || coalesce(proconfig::text, '') FROM pg_proc p"
          + " WHERE pronamespace::regnamespace::text LIKE 'tenantry%%'"
          + " UNION ALL SELECT tgrelid::regclass || ' ' || pg_get_triggerdef(oid)"
          + " FROM pg_trigger WHERE NOT tgisinternal"
          + " UNION ALL SELECT version || ' ' || checksum FROM %s) AS lines";

  static List<String> earlierVersions() {
    List<String> versions = new ArrayList<>();
    for (String file : MigrationFiles.all().keySet()) {
      if (file.startsWith("migration/V")) {
        versions.add(file.replaceAll("migration/V0*(\\d+)__.*", "$1"));
      }
    }
    return versions;
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void everyRowOutlivesTheWayToTheNewestVersion(String version) throws SQLException {
    String database = POSTGRES.newDatabase("forward_" + version);
    UUID tenant = UUID.randomUUID();
    Migration.ofShared(POSTGRES.admin(), database).upTo(version).run();
    try (Connection superuser = POSTGRES.superuser().open(database)) {
      CatalogRows rows = new CatalogRows(superuser);
      rows.fill(tenant);
      rows.fill(UUID.randomUUID());
      Map<String, List<String>> shape = rows.shape();
      Map<String, String> before = rows.digest(shape, "true");
      assertThat(before.values()).noneMatch(digest -> digest.startsWith("0 "));

      Migration.Result result = Migration.ofShared(POSTGRES.admin(), database).run();

      assertThat(new CatalogRows(superuser).digest(shape, "true")).isEqualTo(before);
      assertThat(CatalogLint.faults(superuser)).isEmpty();
      assertThat(result.version()).isEqualTo("00" + earlierVersions().size());
      String after = catalog(superuser);
      assertThat(Migration.ofShared(POSTGRES.admin(), database).run().applied()).isEmpty();
      assertThat(catalog(superuser)).isEqualTo(after);
      new CatalogRows(superuser).fill(tenant);
    }
  }

  /** A migration that must not happen, and what the error must say. */
  private record Broken(String sql, List<String> said) {
    static Broken of(String sql, String... said) {
      return new Broken(sql, List.of(said));
    }
  }

  static Stream<Broken> broken() {
    return Stream.of(
        Broken.of(
            "ALTER TABLE tenantry.agents ADD COLUMN extra text; SELECT 1 / 0;",
            "V900__broken.sql",
            "division by zero"),
        Broken.of(
            "ALTER TABLE tenantry.agents DROP COLUMN nothing;", "V900__broken.sql", "nothing"),
        Broken.of(
            "CREATE TABLE tenantry.notes (tenant_id uuid PRIMARY KEY);",
            "V900__broken.sql",
            "rls-off: tenantry.notes"),
        Broken.of(
            "UPDATE tenantry.agents SET name = 'lost';"
                + " GRANT TRUNCATE ON tenantry.agents TO tenantry_tenant;",
            "V900__broken.sql",
            "privilege: tenantry.agents TRUNCATE"),
        Broken.of(
            "ALTER TABLE tenantry.agents NO FORCE ROW LEVEL SECURITY; DELETE FROM tenantry.agents;",
            "V900__broken.sql",
            "rls-not-forced: tenantry.agents"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenMigrationLeavesTheOldSchemaAsItWas(Broken broken, @TempDir Path folder)
      throws IOException, SQLException {
    String database = POSTGRES.newDatabase("forward_broken");
    Migration.ofShared(POSTGRES.admin(), database).run();
    Files.writeString(folder.resolve("V900__broken.sql"), broken.sql);
    // One that is sound and comes before: all of a run or nothing.
    Files.writeString(
        folder.resolve("V899__sound.sql"), "ALTER TABLE tenantry.agents ADD COLUMN sound text;");
    try (Connection superuser = POSTGRES.superuser().open(database)) {
      CatalogRows rows = new CatalogRows(superuser);
      rows.fill(UUID.randomUUID());
      String catalog = catalog(superuser);
      Map<String, String> data = rows.digest(rows.shape(), "true");

      Throwable failure =
          catchThrowable(
              () ->
                  Migration.ofShared(POSTGRES.admin(), database)
                      .with("filesystem:" + folder)
                      .run());

      assertThat(failure).isInstanceOf(SqlFailure.class).hasMessageContaining(database);
      assertThat(broken.said).allSatisfy(said -> assertThat(failure).hasMessageContaining(said));
      assertThat(catalog(superuser)).isEqualTo(catalog);
      assertThat(new CatalogRows(superuser).digest(rows.shape(), "true")).isEqualTo(data);
      assertThat(CatalogLint.faults(superuser)).isEmpty();
      new CatalogRows(superuser).fill(UUID.randomUUID());
    }
    assertThat(Migration.ofShared(POSTGRES.admin(), database).run().applied()).isEmpty();
  }

  @Test
  void aSuperuserCanPrepareTheServerAsWell() throws SQLException {
    String database = POSTGRES.newDatabase("forward_superuser");
    String cloud = POSTGRES.newDatabase("forward_cloud");
    Migration.ofShared(POSTGRES.superuser(), database).run();
    Migration.ofShared(POSTGRES.admin(), cloud).run();
    try (Connection superuser = POSTGRES.superuser().open(database);
        Connection other = POSTGRES.superuser().open(cloud)) {
      assertThat(CatalogLint.faults(superuser)).isEmpty();
      assertThat(new CatalogRows(superuser).shape()).isEqualTo(new CatalogRows(other).shape());
    }
    // Whoever comes after finds it prepared.
    assertThat(Migration.ofShared(POSTGRES.admin(), database).run().applied()).isEmpty();
  }

  @Test
  void aLoginThatMayNotMakeRolesSaysWhoMust() throws SQLException {
    String database = POSTGRES.newDatabase("forward_nobody");
    try (Connection superuser = POSTGRES.superuser().open(database)) {
      TwoTenants.run(
          superuser,
          "DROP ROLE IF EXISTS powerless",
          "CREATE ROLE powerless LOGIN PASSWORD 'test-only'",
          "GRANT CONNECT ON DATABASE forward_nobody TO powerless",
          "ALTER ROLE tenantry_owner RENAME TO hidden_owner");
      DatabaseServer powerless = POSTGRES.admin().as("powerless", "test-only");
      try {
        assertThatThrownBy(() -> Migration.ofShared(powerless, database).run())
            .isInstanceOf(SqlFailure.class)
            .hasMessageContaining("role tenantry_owner does not exist, and login powerless may not")
            .hasMessageContaining("tenantry migrate");
      } finally {
        TwoTenants.run(superuser, "ALTER ROLE hidden_owner RENAME TO tenantry_owner");
      }
      assertThatThrownBy(() -> Migration.ofShared(powerless, database).run())
          .isInstanceOf(SqlFailure.class)
          .hasMessageContaining("login powerless may not become tenantry_owner")
          .hasMessageContaining("GRANT tenantry_migrator TO powerless");
      TwoTenants.run(superuser, "DROP OWNED BY powerless", "DROP ROLE powerless");
    }
  }

  private static String catalog(Connection superuser) throws SQLException {
    return TwoTenants.one(superuser, CATALOG.formatted("tenantry_private.schema_history"));
  }
}
