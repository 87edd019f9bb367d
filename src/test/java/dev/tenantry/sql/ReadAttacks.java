package dev.tenantry.sql;

import static dev.tenantry.sql.Attack.blind;
import static dev.tenantry.sql.Attack.held;
import static dev.tenantry.sql.Attack.leaks;
import static dev.tenantry.sql.Attack.refused;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** To read another tenant's rows, or to learn of them. */
final class ReadAttacks {
  private static final Pattern ESTIMATE = Pattern.compile("rows=(\\d+)");

  static final List<Attack> ALL =
      List.of(
          blind(
              "R1",
              "another tenant's id in WHERE",
              "SELECT * FROM tenantry.messages WHERE tenant_id = '${victim}'",
              "SELECT * FROM tenantry.messages WHERE id = '${message}'",
              "SELECT * FROM tenantry.audit_log WHERE tenant_id = '${victim}'",
              "SELECT * FROM tenantry.search_memories('${secret}')",
              "SELECT * FROM tenantry.nearest_memories('{1,2,3}', 1000)",
              "SELECT * FROM tenantry.claim_tasks('queue', 'me', interval '1 minute', 1000)"),
          blind(
              "R2",
              "CTE, TABLESAMPLE, ONLY, LATERAL, set operations",
              "WITH m AS MATERIALIZED (TABLE tenantry.messages) SELECT * FROM m",
              "SELECT * FROM tenantry.messages TABLESAMPLE BERNOULLI (100)",
              "SELECT * FROM ONLY tenantry.messages",
              "SELECT * FROM tenantry.tenants t, LATERAL (SELECT * FROM tenantry.messages) m",
              "TABLE tenantry.agents UNION ALL TABLE tenantry.agents",
              "SELECT (SELECT string_agg(body, ',') FROM tenantry.messages)"),
          held(
              "R3",
              "COPY TO",
              scene ->
                  scene.copyOut("COPY tenantry.messages TO STDOUT").contains(AttackScene.SECRET)
                      || scene
                          .copyOut("COPY (TABLE tenantry.audit_log) TO STDOUT")
                          .contains(AttackScene.SECRET)),
          refused(
              "R4",
              "files and programs of the server",
              "COPY (SELECT 1) TO PROGRAM 'true'",
              "COPY (SELECT 1) TO '/tmp/out'",
              "SELECT pg_read_file('PG_VERSION')",
              "SELECT pg_read_binary_file('PG_VERSION')",
              "SELECT pg_ls_dir('.')",
              "SELECT pg_stat_file('PG_VERSION')",
              "SELECT lo_import('/etc/passwd')",
              "TABLE pg_hba_file_rules"),
          blind(
              "R5",
              "functions that run a query given as text",
              "SELECT query_to_xml('TABLE tenantry.messages', true, false, '')",
              "SELECT schema_to_xml('tenantry', true, false, '')",
              "SELECT table_to_xml('tenantry.agents', true, false, '')",
              "SELECT * FROM ts_stat('SELECT words FROM tenantry.memories')"),
          held(
              "R6",
              "cast and division errors as an oracle",
              scene ->
                  scene.anyTells(
                          "SELECT body::integer FROM tenantry.messages"
                              + " WHERE tenant_id = '${victim}'")
                      || scene
                          .answer(
                              "SELECT 1 / (CASE WHEN body = '${secret}' THEN 0 ELSE 1 END)"
                                  + " FROM tenantry.messages")
                          .contains("division")),
          refused(
              "R7",
              "a cheap function of one's own that tells what it is given",
              "CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE sql RETURN true",
              "CREATE FUNCTION public.tell(text) RETURNS boolean LANGUAGE sql RETURN true",
              "CREATE FUNCTION tenantry.tell(text) RETURNS boolean LANGUAGE sql RETURN true"),
          blind(
              "R8",
              "DO block",
              "DO $$ BEGIN RAISE EXCEPTION '%',"
                  + " (SELECT string_agg(body, ',') FROM tenantry.messages); END $$"),
          refused(
              "R9",
              "a partition by itself",
              "TABLE tenantry.audit_log_default",
              "TABLE tenantry.token_usage_default",
              "INSERT INTO tenantry.audit_log_default (action, subject) VALUES ('a', 'b')"),
          blind(
              "R10",
              "the view",
              "TABLE tenantry.usage_by_day",
              "SELECT * FROM tenantry.usage_by_day WHERE tenant_id = '${victim}'"),
          leaks(
              "R11",
              "EXPLAIN ANALYZE counts the rows that the fence removed",
              "tells how many rows all tenants have together",
              scene -> {
                scene.answer("SET enable_indexscan = off");
                scene.answer("SET enable_bitmapscan = off");
                scene.answer("SET enable_indexonlyscan = off");
                return scene
                    .answer("EXPLAIN (ANALYZE, TIMING off) SELECT * FROM tenantry.messages")
                    .contains("Rows Removed by Filter");
              }),
          leaks(
              "R12",
              "EXPLAIN estimates",
              "the planner's statistics are of all tenants: a frequent value can be confirmed",
              scene -> {
                boolean tenant =
                    estimate(scene, "tenant_id = '${victim}'")
                        != estimate(scene, "tenant_id = '" + UUID.randomUUID() + "'");
                if (tenant) {
                  throw new AssertionError("EXPLAIN counts the victim's rows by tenant_id");
                }
                return estimate(scene, "body = '${secret}'")
                    != estimate(scene, "body = 'something else'");
              }),
          held(
              "R13",
              "pg_stats, pg_statistic",
              scene ->
                  scene.anyTells("TABLE pg_stats", "TABLE pg_stats_ext", "TABLE pg_stats_ext_exprs")
                      || scene.anyRuns("TABLE pg_statistic", "TABLE pg_statistic_ext_data")),
          leaks(
              "R14",
              "reltuples, pg_stat_user_tables, sizes",
              "they tell how many rows all tenants have together",
              scene ->
                  Double.parseDouble(
                          scene
                              .answer(
                                  "SELECT reltuples FROM pg_class"
                                      + " WHERE oid = 'tenantry.messages'::regclass")
                              .strip())
                      >= AttackScene.SECRET_ROWS),
          leaks(
              "R15",
              "pg_roles, pg_database, pg_db_role_setting",
              "names of logins and databases are public on a server; they hold no tenant's name",
              scene -> {
                if (scene.anyRuns("TABLE pg_authid", "TABLE pg_shadow")) {
                  throw new AssertionError("verifiers can be read");
                }
                return scene
                    .answer("SELECT rolname FROM pg_roles")
                    .contains(scene.tenants().victim().login());
              }),
          leaks(
              "R16",
              "bodies of functions and policies",
              "the schema is public; it holds no secret",
              scene ->
                  scene
                      .answer("SELECT prosrc FROM pg_proc WHERE proname = 'forget'")
                      .contains("DELETE")),
          blind(
              "R17",
              "WITH HOLD cursor that outlives a change of settings",
              "BEGIN",
              "DECLARE held CURSOR WITH HOLD FOR SELECT * FROM tenantry.messages",
              "COMMIT",
              "SET app.tenant_id = '${victim}'",
              "FETCH ALL FROM held"),
          blind(
              "R18",
              "PREPARE, then change settings, then EXECUTE",
              "PREPARE mine AS SELECT * FROM tenantry.messages",
              "EXECUTE mine",
              "SET app.tenant_id = '${victim}'",
              "SET plan_cache_mode = force_generic_plan",
              "EXECUTE mine"),
          blind(
              "R19",
              "FOR UPDATE, RETURNING",
              "SELECT * FROM tenantry.agents WHERE tenant_id = '${victim}' FOR KEY SHARE",
              "UPDATE tenantry.agents SET config = config WHERE tenant_id = '${victim}'"
                  + " RETURNING *",
              "UPDATE tenantry.agents SET config = config RETURNING *"),
          blind(
              "R20",
              "a query that a model wrote, by the role that can only read",
              "SET default_transaction_read_only = on",
              "SELECT tenantry.read_rows('TABLE tenantry.messages', 1000)",
              "SELECT tenantry.read_rows('SELECT * FROM tenantry.memories"
                  + " WHERE tenant_id = ''${victim}''', 1000)",
              "SELECT tenantry.read_rows('SELECT set_config(''app.tenant_id'', ''${victim}'', "
                  + "false)', 10)",
              "SELECT tenantry.read_rows('TABLE tenantry.messages', 1000)",
              "SELECT tenantry.read_rows('SELECT query_to_xml(''TABLE tenantry.agents'', true,"
                  + " false, '''')', 10)",
              "SET default_transaction_read_only = off"),
          held(
              "R21",
              "to write, or to become more, through a query that a model wrote",
              ReadAttacks::becomesMore));

  private ReadAttacks() {}

  private static boolean becomesMore(AttackScene scene) {
    scene.answer("SET default_transaction_read_only = on");
    boolean done =
        scene.anyRuns(
            "SELECT tenantry.read_rows('UPDATE tenantry.agents SET config = ''{}'' RETURNING id',"
                + " 1)",
            "SELECT tenantry.read_rows('SELECT 1; SELECT 2', 1)",
            "SELECT tenantry.read_rows('COMMIT', 1)",
            "SELECT tenantry.read_rows('SET ROLE tenantry_owner', 1)",
            "SELECT tenantry.read_rows('SELECT set_config(''role'', ''tenantry_owner'', false)',"
                + " 1)",
            "SELECT tenantry.read_rows('SELECT set_config(''transaction_read_only'', ''off'',"
                + " false)', 1)",
            "SELECT tenantry.read_rows('SELECT * FROM tenantry_private.login', 1)",
            "SELECT tenantry.read_rows('SELECT tenantry.forget(''messages'', NULL)', 1)");
    scene.answer("SET default_transaction_read_only = off");
    return done || scene.anyRuns("SELECT tenantry.read_rows('SELECT 1', 1)");
  }

  private static int estimate(AttackScene scene, String where) {
    String plan = scene.answer("EXPLAIN SELECT * FROM tenantry.messages WHERE " + where);
    Matcher rows = ESTIMATE.matcher(plan);
    if (!rows.find()) {
      throw new AssertionError(plan);
    }
    return Integer.parseInt(rows.group(1));
  }
}
