package dev.tenantry.sql;

import static dev.tenantry.sql.TwoTenants.one;
import static dev.tenantry.sql.TwoTenants.run;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Where an attack takes place: a fresh session of the attacker, a live one of the victim, and a
 * superuser who knows the truth.
 */
final class AttackScene implements AutoCloseable {
  /** How often the victim's secret stands in one column: often enough for statistics. */
  static final int SECRET_ROWS = 3000;

  static final String SECRET = "only-the-victim-knows-this";

  /** A syntax error, no such column, no such function: the attack itself is wrong. */
  private static final Set<String> NONSENSE = Set.of("42601", "42703", "42883");

  private final TwoTenants tenants;
  private final Connection attacker;
  private final Connection victim;
  private final Connection attackersTruth;
  private final Connection victimsTruth;
  private final Map<String, String> names;

  private AttackScene(TwoTenants tenants) throws SQLException {
    this.tenants = tenants;
    this.attackersTruth = tenants.superuser();
    this.victimsTruth = Postgres.shared().superuser().open(tenants.shared());
    this.attacker = tenants.attack();
    this.victim = tenants.suffer();
    this.names =
        Map.of(
            "${victim}", tenants.victim().id().toString(),
            "${victimLogin}", tenants.victim().login(),
            "${attacker}", tenants.attacker().id().toString(),
            "${login}", tenants.attacker().login(),
            "${database}", tenants.database(),
            "${agent}", idOf("agents"),
            "${conversation}", idOf("conversations"),
            "${message}", idOf("messages"),
            "${memory}", idOf("memories"),
            "${secret}", SECRET);
  }

  /** Opens the sessions. */
  static AttackScene of(TwoTenants tenants) throws SQLException {
    return new AttackScene(tenants);
  }

  /** Writes the secret into the victim's rows and lets the server count them. */
  static void plant(TwoTenants tenants) throws SQLException {
    String mine = " WHERE tenant_id = '" + tenants.victim().id() + "'";
    try (Connection superuser = Postgres.shared().superuser().open(tenants.shared())) {
      for (String column :
          new String[] {
            "agents.name", "conversations.title", "messages.body", "memories.content",
            "tool_calls.tool", "tasks.worker", "checkpoints.thread_id", "token_usage.agent",
            "audit_log.subject"
          }) {
        String[] parts = column.split("\\.");
        run(
            superuser,
            "UPDATE tenantry.%s SET %s = '%s'".formatted(parts[0], parts[1], SECRET) + mine);
      }
      run(
          superuser,
          "INSERT INTO tenantry.messages (tenant_id, conversation_id, role, body)"
              + " SELECT tenant_id, id, 'user', '"
              + SECRET
              + "' FROM tenantry.conversations, generate_series(1, "
              + SECRET_ROWS
              + ")"
              + mine,
          "ANALYZE");
    }
  }

  private String idOf(String table) throws SQLException {
    return one(
        victimsTruth,
        "SELECT id FROM tenantry.%s WHERE tenant_id = '%s' LIMIT 1"
            .formatted(table, tenants.victim().id()));
  }

  TwoTenants tenants() {
    return tenants;
  }

  Connection attacker() {
    return attacker;
  }

  Connection victim() {
    return victim;
  }

  /** A superuser's session in the attacker's database. */
  Connection attackersTruth() {
    return attackersTruth;
  }

  /** A superuser's session in the victim's database. */
  Connection victimsTruth() {
    return victimsTruth;
  }

  /** A statement with the names of this scene in it. */
  String sql(String template) {
    String sql = template;
    for (Map.Entry<String, String> name : names.entrySet()) {
      sql = sql.replace(name.getKey(), name.getValue());
    }
    return sql;
  }

  /** Whether the server does any of the statements without an error or a denying warning. */
  boolean anyRuns(String... statements) {
    boolean any = false;
    for (String template : statements) {
      try (Statement statement = attacker.createStatement()) {
        statement.execute(sql(template));
        SQLWarning warning = statement.getWarnings();
        boolean denied = warning != null && warning.getMessage().contains("permission denied");
        any |= !denied;
      } catch (SQLException e) {
        if (NONSENSE.contains(e.getSQLState())) {
          throw new AssertionError("refused for a wrong reason: " + e.getMessage(), e);
        }
      }
    }
    return any;
  }

  /** Whether every statement is done. */
  boolean allRun(String... statements) {
    for (String statement : statements) {
      if (!anyRuns(statement)) {
        return false;
      }
    }
    return true;
  }

  /** Whether an answer, or an error, holds the secret. Statements hold it only in WHERE. */
  boolean anyTells(String... statements) {
    StringBuilder told = new StringBuilder();
    for (String template : statements) {
      told.append(answer(template)).append('\n');
    }
    return told.toString().contains(SECRET);
  }

  /** All that the server says to a statement: rows, count or error. */
  String answer(String template) {
    StringBuilder told = new StringBuilder();
    try (Statement statement = attacker.createStatement()) {
      boolean rows = statement.execute(sql(template));
      while (rows || statement.getUpdateCount() != -1) {
        if (rows) {
          append(statement.getResultSet(), told);
        }
        rows = statement.getMoreResults();
      }
      return told.toString();
    } catch (SQLException e) {
      return "error " + e.getSQLState() + " " + e.getMessage();
    }
  }

  private static void append(ResultSet rows, StringBuilder told) throws SQLException {
    int width = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      for (int column = 1; column <= width; column++) {
        told.append(rows.getString(column)).append('\t');
      }
      told.append('\n');
    }
  }

  /** What COPY TO sends, or its error. */
  String copyOut(String template) throws IOException {
    StringWriter out = new StringWriter();
    try {
      attacker.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(template), out);
      return out.toString();
    } catch (SQLException e) {
      return "error " + e.getMessage();
    }
  }

  /** Whether COPY FROM takes the rows. */
  boolean copyIn(String template, String rows) throws IOException {
    try {
      attacker
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql(template), new StringReader(sql(rows)));
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() throws SQLException {
    attacker.close();
    victim.close();
    attackersTruth.close();
    victimsTruth.close();
  }
}
