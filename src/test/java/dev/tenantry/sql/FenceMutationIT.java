package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Takes away one part of the fence at a time: the lint notices, and an attack succeeds that the
 * part holds. A part that protects only together with another is shown to do so.
 *
 * <p>Everything happens in a transaction of a superuser, who becomes the attacker by SET SESSION
 * AUTHORIZATION, and is rolled back.
 */
class FenceMutationIT {
  private static final List<FenceMutation> KILLED = new ArrayList<>();
  private static final List<FenceMutation> ALL = new ArrayList<>();

  @TestFactory
  List<DynamicTest> everyPartOfTheFenceIsNeeded() throws SQLException {
    TwoTenants tenants = TwoTenants.in(DataMode.SHARED_RLS, "mutation");
    Connection superuser = tenants.superuser();
    superuser.setAutoCommit(false);
    ALL.addAll(FenceMutations.of(tenants, new CatalogRows(superuser)));
    List<DynamicTest> tests = new ArrayList<>();
    for (FenceMutation mutation : ALL) {
      tests.add(DynamicTest.dynamicTest(mutation.name(), () -> kill(superuser, tenants, mutation)));
    }
    tests.add(DynamicTest.dynamicTest("close", superuser::close));
    return tests;
  }

  @AfterAll
  static void everyMutationIsKilled() {
    TreeMap<String, Integer> parts = new TreeMap<>();
    KILLED.forEach(
        one -> parts.merge(one.name().replaceAll(" of tenantry.*", ""), 1, Integer::sum));
    long alone = KILLED.stream().filter(one -> !one.isInDepth()).count();
    System.out.printf(
        "fence mutations: %d of %d killed (%d protect alone, %d in depth): %s%n",
        KILLED.size(), ALL.size(), alone, KILLED.size() - alone, parts);
    assertThat(KILLED).hasSameSizeAs(ALL).hasSizeGreaterThan(100);
  }

  private static void kill(Connection superuser, TwoTenants tenants, FenceMutation mutation)
      throws SQLException {
    List<String> both = new ArrayList<>(mutation.mistake());
    both.addAll(mutation.sql());
    assertThat(succeeds(superuser, tenants, mutation, mutation.mistake()))
        .as("the attack, held by the part")
        .isFalse();
    assertThat(succeeds(superuser, tenants, mutation, both)).as("the attack without it").isTrue();
    if (mutation.isInDepth()) {
      assertThat(succeeds(superuser, tenants, mutation, mutation.sql()))
          .as("the attack where only this part is missing")
          .isFalse();
    }
    TwoTenants.run(superuser, mutation.sql().toArray(String[]::new));
    List<CatalogLint.Fault> faults = CatalogLint.faults(superuser);
    superuser.rollback();
    assertThat(faults).extracting(CatalogLint.Fault::rule).contains(mutation.rule());
    KILLED.add(mutation);
  }

  private static boolean succeeds(
      Connection superuser, TwoTenants tenants, FenceMutation mutation, List<String> sql)
      throws SQLException {
    try {
      TwoTenants.run(superuser, sql.toArray(String[]::new));
      TwoTenants.run(
          superuser,
          "SET LOCAL app.tenant_id = '" + tenants.attacker().id() + "'",
          "SET LOCAL SESSION AUTHORIZATION " + mutation.login());
      return answers(superuser, mutation.attack());
    } finally {
      superuser.rollback();
    }
  }

  /** Whether it runs, and what it says last is neither nothing nor zero. */
  private static boolean answers(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      boolean rows = statement.execute(sql);
      boolean something = true;
      while (rows || statement.getUpdateCount() != -1) {
        if (rows) {
          ResultSet result = statement.getResultSet();
          something = result.next() && !"0".equals(result.getString(1));
        }
        rows = statement.getMoreResults();
      }
      return something;
    } catch (SQLException e) {
      // Refused by a right, the fence, a key, the case itself, or for want of the mistake.
      if (!List.of("42501", "42883", "23503", "23505", "P0001").contains(e.getSQLState())) {
        throw e;
      }
      return false;
    }
  }
}
