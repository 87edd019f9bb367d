package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the lint finds the fault that it is for, names it, and finds nothing else. */
class CatalogLintIT {
  private static final Pattern RULE = Pattern.compile("^SELECT '([a-z-]+)'", Pattern.MULTILINE);
  private static TwoTenants tenants;
  private static TenantAccount apart;

  @BeforeAll
  static void migrate() {
    tenants = TwoTenants.in(DataMode.SHARED_RLS, "lint");
    apart = TwoTenants.account("apart", DataMode.DATABASE);
    new Provisioning(Postgres.shared().admin(), tenants.shared())
        .provision(apart, ScramVerifier.of("test-only"), "v1");
  }

  @Test
  void aMigratedDatabaseHasNoFaultWhateverTheSearchPath() throws SQLException {
    try (Connection superuser = tenants.superuser()) {
      TwoTenants.run(superuser, "SET search_path = tenantry, tenantry_private");
      assertThat(CatalogLint.faults(superuser)).isEmpty();
      assertThat(TwoTenants.one(superuser, "SHOW search_path"))
          .isEqualTo("tenantry, tenantry_private");
    }
  }

  @Test
  void anEmptyDatabaseHasNoFaultButTheMissingIdentity() throws SQLException {
    String database = Postgres.shared().newDatabase("lint_empty");
    try (Connection superuser = Postgres.shared().superuser().open(database)) {
      TwoTenants.run(superuser, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
      TwoTenants.run(superuser, "REVOKE ALL ON DATABASE lint_empty FROM PUBLIC");
      assertThat(CatalogLint.faults(superuser)).extracting("rule").containsOnly("identity");
    }
  }

  @Test
  void everyRuleHasAPlantedFault() {
    Matcher rules = RULE.matcher(SqlFiles.read("lint/lint.sql"));
    TreeSet<String> inQuery = new TreeSet<>();
    while (rules.find()) {
      inQuery.add(rules.group(1));
    }
    assertThat(inQuery).hasSizeGreaterThan(40);
    TreeSet<String> planted = new TreeSet<>();
    planted().forEach(fault -> planted.add(fault.rule()));
    assertThat(planted).isEqualTo(inQuery);
  }

  static Stream<PlantedFault> planted() {
    return Stream.concat(
        PlantedFaults.OF_TABLES.stream(), PlantedServerFaults.OF_THE_SERVER.stream());
  }

  @ParameterizedTest
  @MethodSource("planted")
  void aPlantedFaultIsFoundAndNamed(PlantedFault fault) throws SQLException {
    try (Connection superuser = tenants.superuser()) {
      superuser.setAutoCommit(false);
      for (String sql : fault.sql()) {
        TwoTenants.run(superuser, filled(sql));
      }
      List<CatalogLint.Fault> faults = CatalogLint.faults(superuser);
      superuser.rollback();
      assertThat(faults).extracting(CatalogLint.Fault::rule).containsOnly(fault.rule());
      assertThat(faults)
          .extracting(CatalogLint.Fault::toString)
          .anySatisfy(text -> assertThat(text).contains(filled(fault.names())));
    }
  }

  private static String filled(String sql) {
    return sql.replace("${attacker}", tenants.attacker().login())
        .replace("${victim}", tenants.victim().login())
        .replace("${apart}", apart.login())
        .replace("${database}", tenants.shared());
  }
}
