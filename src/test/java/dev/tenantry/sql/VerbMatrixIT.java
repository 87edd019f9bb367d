package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every relation of the catalog, every verb, every kind of login, own rows and another tenant's, in
 * both modes: what the server does is what {@link LoginRights} says.
 */
class VerbMatrixIT {
  /** One thing to try with a relation. */
  private record Try(Verb verb, String column, boolean mine, String sql) {
    String name() {
      return (verb + " " + column).strip() + (mine ? " of own" : " of another's");
    }
  }

  @TestFactory
  Stream<DynamicNode> sharedTables() throws SQLException {
    return matrix(TwoTenants.in(DataMode.SHARED_RLS, "matrix_shared"));
  }

  @TestFactory
  Stream<DynamicNode> databaseOfATenant() throws SQLException {
    TwoTenants tenants = TwoTenants.in(DataMode.DATABASE, "matrix_database");
    try (Connection superuser = tenants.superuser()) {
      // Rows that got into the wrong database: the fence stands there, too.
      new CatalogRows(superuser).fill(tenants.victim().id());
    }
    return matrix(tenants);
  }

  @Test
  void aLoginReachesNoDatabaseButItsOwn() {
    TwoTenants tenants = TwoTenants.in(DataMode.DATABASE, "matrix_elsewhere");
    assertThatThrownBy(() -> TwoTenants.as(tenants.attacker()).open(tenants.shared()))
        .hasMessageContaining("permission denied for database");
    assertThatThrownBy(() -> TwoTenants.as(tenants.victim()).open(tenants.database()))
        .hasMessageContaining("permission denied for database");
  }

  private static Stream<DynamicNode> matrix(TwoTenants tenants) throws SQLException {
    Connection superuser = tenants.superuser();
    TwoTenants.run(
        superuser, "CREATE SCHEMA scratch", "GRANT USAGE, CREATE ON SCHEMA scratch TO PUBLIC");
    CatalogRows rows = new CatalogRows(superuser);
    List<Connection> sessions = new ArrayList<>(List.of(superuser));
    List<DynamicNode> nodes = new ArrayList<>();
    for (LoginRights login : LoginRights.values()) {
      List<DynamicTest> tests = new ArrayList<>();
      Connection session = login.open(tenants);
      session.setAutoCommit(false);
      sessions.add(session);
      for (CatalogRows.Table relation : rows.relations()) {
        tests.add(
            DynamicTest.dynamicTest(
                relation.name(), () -> holds(login, session, relation, rows, tenants)));
      }
      nodes.add(DynamicContainer.dynamicContainer(login.name(), tests));
    }
    return nodes.stream().onClose(() -> sessions.forEach(VerbMatrixIT::close));
  }

  private static void holds(
      LoginRights login,
      Connection session,
      CatalogRows.Table relation,
      CatalogRows rows,
      TwoTenants tenants)
      throws SQLException {
    UUID victim = tenants.victim().id();
    Map<String, String> before = rows.digest(victim);
    List<String> differences = new ArrayList<>();
    for (Try one : tries(relation, rows, tenants)) {
      UUID whose = one.mine ? tenants.attacker().id() : victim;
      Verb.Outcome outcome = one.verb.attempt(session, one.sql, whose.toString());
      Verb.Outcome expected = login.expected(one.verb, relation, one.column, one.mine);
      if (outcome != expected) {
        differences.add(one.name() + ": expected " + expected + ", was " + outcome);
      }
      // What is tried on others is committed, so that damage would be seen.
      boolean done = outcome == Verb.Outcome.DONE || outcome == Verb.Outcome.NOTHING;
      if (done && !one.mine && !login.crosses()) {
        session.commit();
      } else {
        session.rollback();
      }
    }
    assertThat(differences).isEmpty();
    assertThat(rows.digest(victim)).as("the other tenant's rows").isEqualTo(before);
    assertThat(rows.count(relation, victim)).as("rows of the other tenant").isPositive();
  }

  private static List<Try> tries(CatalogRows.Table relation, CatalogRows rows, TwoTenants tenants)
      throws SQLException {
    String name = relation.name();
    UUID attacker = tenants.attacker().id();
    UUID victim = tenants.victim().id();
    List<String> columns = rows.columns(relation);
    boolean plain = relation.kind().equals("r");
    List<Try> tries = new ArrayList<>();
    for (boolean mine : new boolean[] {true, false}) {
      UUID id = mine ? attacker : victim;
      String where = " WHERE tenant_id = '" + id + "'";
      tries.add(new Try(Verb.SELECT, "", mine, "SELECT * FROM " + name + where));
      tries.add(new Try(Verb.INSERT, "", mine, rows.insert(relation, id)));
      for (String column : columns) {
        String value = rows.isGenerated(relation, column) ? "DEFAULT" : column;
        String set = "UPDATE %s SET %s = %s".formatted(name, column, value);
        tries.add(new Try(Verb.UPDATE, column, mine, set + where));
      }
      tries.add(new Try(Verb.DELETE, "", mine, "DELETE FROM " + name + where));
      String column = LoginRights.mergeColumn(relation, columns);
      tries.add(new Try(Verb.MERGE, column, mine, merge(name, column, id)));
      String source = plain ? name : "(SELECT * FROM " + name + ")";
      tries.add(new Try(Verb.COPY_TO, "", mine, "COPY " + source + " TO STDOUT"));
    }
    tries.add(
        new Try(
            Verb.MOVE,
            "tenant_id",
            true,
            "UPDATE %s SET tenant_id = '%s' WHERE tenant_id = '%s'"
                .formatted(name, victim, attacker)));
    tries.add(new Try(Verb.TRUNCATE, "", false, "TRUNCATE " + name + " CASCADE"));
    tries.add(new Try(Verb.LOCK, "", false, "LOCK TABLE " + name));
    tries.add(new Try(Verb.COPY_FROM, "", false, "COPY " + name + " FROM STDIN"));
    tries.add(new Try(Verb.REFERENCES, "", false, rows.referTo(relation, "scratch.probe")));
    return tries;
  }

  private static String merge(String name, String column, UUID id) {
    return ("MERGE INTO %s AS t USING (VALUES (1)) v (one) ON t.tenant_id = '%s'"
            + " WHEN MATCHED THEN UPDATE SET %s = t.%s")
        .formatted(name, id, column, column);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
