package dev.tenantry.sql;

import static dev.tenantry.sql.Attack.held;
import static dev.tenantry.sql.Attack.leaks;
import static dev.tenantry.sql.Attack.refused;
import static dev.tenantry.sql.TwoTenants.one;
import static dev.tenantry.sql.TwoTenants.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** To use up what is shared, and to speak or listen past the fence. */
final class ChannelAttacks {
  private static final Pattern KEPT = Pattern.compile("[1-9]\\d* are dead but not yet removable");

  static final List<Attack> ALL =
      List.of(
          leaks(
              "D1",
              "make large objects",
              "anybody may; they fill the disk and are dropped with the login",
              scene -> scene.anyRuns("SELECT lo_unlink(lo_create(0))")),
          leaks(
              "D2",
              "pg_sleep without timeout",
              "timeouts are defaults, not limits; the connection limit bounds it",
              scene -> scene.allRun("SET statement_timeout = 0", "SELECT pg_sleep(0.001)")),
          refused(
              "D3",
              "LOCK TABLE",
              "LOCK TABLE tenantry.messages",
              "LOCK TABLE tenantry.messages IN EXCLUSIVE MODE",
              "LOCK TABLE tenantry.agents IN SHARE ROW EXCLUSIVE MODE",
              "LOCK TABLE tenantry.agents IN SHARE MODE",
              "LOCK TABLE tenantry.usage_by_day"),
          leaks(
              "D4",
              "raise work_mem",
              "memory is anybody's to take; temp_file_limit is not",
              scene -> {
                if (scene.anyRuns("SET temp_file_limit = -1")) {
                  throw new AssertionError("temp_file_limit can be lifted");
                }
                return scene.anyRuns("SET work_mem = '1GB'");
              }),
          refused(
              "D5",
              "ANALYZE, VACUUM, REINDEX, CHECKPOINT, pg_stat_reset",
              "ANALYZE tenantry.messages",
              "VACUUM tenantry.messages",
              "REINDEX TABLE tenantry.messages",
              "CLUSTER tenantry.messages USING messages_by_time",
              "CHECKPOINT",
              "SELECT pg_stat_reset()",
              "SELECT pg_switch_wal()"),
          leaks(
              "D6",
              "export snapshots, use up transaction ids",
              "every transaction may; ids are the server's",
              scene -> scene.anyRuns("SELECT pg_current_xact_id()")),
          refused(
              "D7",
              "dblink and foreign servers",
              "CREATE EXTENSION dblink",
              "CREATE EXTENSION postgres_fdw",
              "CREATE SERVER mine FOREIGN DATA WRAPPER postgres_fdw"),
          refused(
              "D8",
              "settings of the server, LOAD",
              "SET log_statement = 'none'",
              "SET log_min_duration_statement = 0",
              "SET session_replication_role = replica",
              "SET session_preload_libraries = 'auto_explain'",
              "LOAD 'auto_explain'",
              "ALTER SYSTEM SET work_mem = '1GB'",
              "ALTER DATABASE ${database} SET row_security = off"),
          leaks(
              "C1",
              "the victim in pg_stat_activity",
              "shows login and application_name of every session; never its query",
              scene -> {
                run(scene.victim(), "SELECT '" + AttackScene.SECRET + "'");
                if (scene.anyTells("TABLE pg_stat_activity")) {
                  throw new AssertionError("shows queries");
                }
                return scene
                    .answer("SELECT usename FROM pg_stat_activity")
                    .contains(scene.tenants().victim().login());
              }),
          held(
              "C2",
              "cancel or end the victim's session",
              scene -> {
                String pid = one(scene.victim(), "SELECT pg_backend_pid()");
                return scene.anyRuns(
                    "SELECT pg_cancel_backend(" + pid + ")",
                    "SELECT pg_terminate_backend(" + pid + ")");
              }),
          leaks(
              "C3",
              "advisory locks",
              "one space of keys per database; nothing of the platform may rely on them",
              scene -> {
                scene.answer("SELECT pg_advisory_lock(42)");
                return one(scene.victim(), "SELECT pg_try_advisory_lock(42)").equals("f");
              }),
          leaks(
              "C4",
              "LISTEN and NOTIFY",
              "one space of channels per database; nothing of the platform may use them",
              ChannelAttacks::hears),
          held("C5", "LOCK TABLE while the victim works", ChannelAttacks::stops),
          held(
              "C6",
              "read or unlink the victim's large object",
              scene -> {
                String id = one(scene.victim(), "SELECT lo_from_bytea(0, '\\x42')");
                boolean got =
                    scene.anyRuns(
                        "SELECT lo_get(" + id + ")",
                        "SELECT lo_unlink(" + id + ")",
                        "SELECT lo_put(" + id + ", 0, '\\x00')",
                        "TABLE pg_largeobject");
                run(scene.victim(), "SELECT lo_unlink(" + id + ")");
                return got;
              }),
          held("C7", "take every connection", ChannelAttacks::connectsWithoutLimit),
          leaks(
              "C8",
              "hold a snapshot open",
              "keeps dead rows of all tenants from being removed; a watchdog must end old sessions",
              ChannelAttacks::keepsDeadRows),
          held("C9", "pg_sequences", scene -> !scene.answer("TABLE pg_sequences").isEmpty()),
          held("C10", "connect to other databases", ChannelAttacks::entersAnotherDatabase),
          held("C11", "time of a refused key", ChannelAttacks::timesAKey));

  private ChannelAttacks() {}

  private static boolean hears(AttackScene scene) throws SQLException {
    scene.answer("LISTEN gossip");
    run(scene.victim(), "NOTIFY gossip, 'secret'");
    scene.answer("SELECT 1");
    return scene.attacker().unwrap(PGConnection.class).getNotifications(200).length > 0;
  }

  private static boolean stops(AttackScene scene) throws SQLException {
    scene.attacker().setAutoCommit(false);
    for (String mode :
        List.of("ACCESS EXCLUSIVE", "EXCLUSIVE", "SHARE", "SHARE UPDATE EXCLUSIVE")) {
      scene.answer("SAVEPOINT here");
      scene.answer("LOCK TABLE tenantry.agents IN " + mode + " MODE");
      scene.answer("ROLLBACK TO here");
    }
    scene.answer("SELECT * FROM tenantry.agents FOR UPDATE");
    scene.victim().setAutoCommit(false);
    try {
      run(
          scene.victim(),
          "SET LOCAL lock_timeout = '500ms'",
          "SELECT * FROM tenantry.agents FOR UPDATE",
          "UPDATE tenantry.agents SET config = '{}'",
          "INSERT INTO tenantry.agents (name) VALUES ('works')");
      return false;
    } catch (SQLException e) {
      return true;
    } finally {
      scene.victim().rollback();
      scene.victim().setAutoCommit(true);
      scene.attacker().rollback();
    }
  }

  private static boolean connectsWithoutLimit(AttackScene scene) throws SQLException {
    List<Connection> more = new ArrayList<>();
    try {
      for (int count = 0; count < scene.tenants().attacker().connections(); count++) {
        more.add(scene.tenants().attack());
      }
      return true;
    } catch (SQLException e) {
      return !e.getMessage().contains("too many connections for role");
    } finally {
      for (Connection one : more) {
        one.close();
      }
    }
  }

  private static boolean keepsDeadRows(AttackScene scene) throws SQLException {
    scene.answer("SET idle_in_transaction_session_timeout = 0");
    scene.answer("BEGIN ISOLATION LEVEL REPEATABLE READ");
    scene.answer("SELECT count(*) FROM tenantry.agents");
    String rename = "UPDATE tenantry.agents SET name = name || '' WHERE tenant_id = '%s'";
    run(scene.victimsTruth(), rename.formatted(scene.tenants().victim().id()));
    StringBuilder said = new StringBuilder();
    try (Statement vacuum = scene.victimsTruth().createStatement()) {
      vacuum.execute("VACUUM (VERBOSE) tenantry.agents");
      for (SQLWarning line = vacuum.getWarnings(); line != null; line = line.getNextWarning()) {
        said.append(line.getMessage()).append('\n');
      }
    }
    scene.answer("ROLLBACK");
    return KEPT.matcher(said).find();
  }

  private static boolean entersAnotherDatabase(AttackScene scene) {
    List<String> others = new ArrayList<>(List.of("postgres", "template1"));
    if (scene.tenants().mode() == DataMode.DATABASE) {
      others.add(scene.tenants().shared());
    }
    for (String other : others) {
      try (Connection open = TwoTenants.as(scene.tenants().attacker()).open(other)) {
        return open != null;
      } catch (SQLException e) {
        if (!e.getMessage().contains("permission denied for database")) {
          throw new AssertionError(e);
        }
      }
    }
    return false;
  }

  /** Whether a key that the victim has takes measurably another time than one that nobody has. */
  private static boolean timesAKey(AttackScene scene) {
    for (int retry = 0; retry < 3; retry++) {
      double ratio = ratio(scene);
      if (ratio > 0.8 && ratio < 1.25) {
        return false;
      }
    }
    return true;
  }

  private static double ratio(AttackScene scene) {
    int rounds = 200;
    double[] known = new double[rounds];
    double[] unknown = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      known[round] = time(scene, scene.sql("${agent}"));
      unknown[round] = time(scene, UUID.randomUUID().toString());
    }
    Arrays.sort(known);
    Arrays.sort(unknown);
    return known[rounds / 2] / unknown[rounds / 2];
  }

  private static double time(AttackScene scene, String agent) {
    long start = System.nanoTime();
    scene.answer("INSERT INTO tenantry.conversations (agent_id) VALUES ('" + agent + "')");
    return System.nanoTime() - start;
  }
}
