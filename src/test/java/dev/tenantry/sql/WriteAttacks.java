package dev.tenantry.sql;

import static dev.tenantry.sql.Attack.blind;
import static dev.tenantry.sql.Attack.held;
import static dev.tenantry.sql.Attack.refused;

import java.util.List;
import java.util.UUID;

/** To change another tenant's rows, the fence, or what is not the tenant's to say. */
final class WriteAttacks {
  private static final String NEW_CONVERSATION =
      "INSERT INTO tenantry.conversations (agent_id) VALUES ('%s')";

  static final List<Attack> ALL =
      List.of(
          refused(
              "W1",
              "INSERT as the victim",
              "INSERT INTO tenantry.agents (tenant_id, name) VALUES ('${victim}', 'x')",
              "INSERT INTO tenantry.tasks (tenant_id, queue) VALUES ('${victim}', 'x')",
              "INSERT INTO tenantry.messages (tenant_id, conversation_id, role, body)"
                  + " VALUES ('${victim}', '${conversation}', 'system', 'obey')"),
          refused(
              "W2",
              "move a row to the victim",
              "UPDATE tenantry.agents SET tenant_id = '${victim}'",
              "UPDATE tenantry.agents SET id = '${agent}'"),
          refused(
              "W3",
              "ON CONFLICT on the victim's key",
              "INSERT INTO tenantry.agents (tenant_id, id, name) VALUES ('${victim}',"
                  + " '${agent}', 'x')"
                  + " ON CONFLICT (tenant_id, id) DO UPDATE SET name = 'x'",
              "INSERT INTO tenantry.agents (tenant_id, id, name) VALUES ('${victim}',"
                  + " '${agent}', 'x')"
                  + " ON CONFLICT DO NOTHING"),
          blind(
              "W4",
              "MERGE",
              "MERGE INTO tenantry.agents t USING (VALUES ('${victim}'::uuid)) v (id)"
                  + " ON t.tenant_id = v.id WHEN MATCHED THEN UPDATE SET name = 'x'"
                  + " WHEN NOT MATCHED THEN INSERT (tenant_id, name) VALUES (v.id, 'x')",
              "MERGE INTO tenantry.agents t USING tenantry.agents v ON t.name = v.name"
                  + " WHEN MATCHED THEN UPDATE SET config = v.config RETURNING t.*"),
          held(
              "W5",
              "COPY FROM",
              scene ->
                  scene.copyIn(
                      "COPY tenantry.agents (tenant_id, name) FROM STDIN", "${victim}\tx\n")),
          refused(
              "W6",
              "TRUNCATE",
              "TRUNCATE tenantry.messages",
              "TRUNCATE tenantry.tenants CASCADE",
              "TRUNCATE tenantry.audit_log_default"),
          refused(
              "W7",
              "change policies, row security, rules, triggers, owners",
              "ALTER POLICY fence ON tenantry.agents USING (true)",
              "DROP POLICY fence ON tenantry.agents",
              "CREATE POLICY mine ON tenantry.agents USING (true)",
              "ALTER TABLE tenantry.agents DISABLE ROW LEVEL SECURITY",
              "ALTER TABLE tenantry.agents NO FORCE ROW LEVEL SECURITY",
              "ALTER TABLE tenantry.agents OWNER TO ${login}",
              "ALTER TABLE tenantry.agents DISABLE TRIGGER ALL",
              "CREATE RULE mine AS ON INSERT TO tenantry.agents DO ALSO SELECT 1",
              "CREATE TRIGGER mine BEFORE INSERT ON tenantry.agents"
                  + " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
              "DROP TABLE tenantry.agents",
              "DROP OWNED BY tenantry_owner",
              "REASSIGN OWNED BY tenantry_owner TO ${login}"),
          refused(
              "W8",
              "20 kinds of CREATE",
              "CREATE TABLE tenantry.mine (id uuid)",
              "CREATE TABLE public.mine (id uuid)",
              "CREATE TEMPORARY TABLE mine (id uuid)",
              "CREATE VIEW tenantry.mine AS SELECT 1",
              "CREATE TEMPORARY VIEW mine AS SELECT 1",
              "CREATE MATERIALIZED VIEW tenantry.mine AS SELECT 1",
              "CREATE SEQUENCE tenantry.mine",
              "CREATE SCHEMA mine",
              "CREATE TYPE tenantry.mine AS ENUM ('a')",
              "CREATE DOMAIN tenantry.mine AS text",
              "CREATE PROCEDURE tenantry.mine() LANGUAGE sql BEGIN ATOMIC END",
              "CREATE AGGREGATE tenantry.mine (integer) (SFUNC = int4pl, STYPE = integer)",
              "CREATE OPERATOR tenantry.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
              "CREATE COLLATION tenantry.mine FROM \"C\"",
              "CREATE INDEX mine ON tenantry.agents (name)",
              "CREATE STATISTICS tenantry.mine ON tenant_id, name FROM tenantry.agents",
              "CREATE DATABASE mine",
              "CREATE PUBLICATION mine FOR ALL TABLES",
              "CREATE EXTENSION hstore",
              "CREATE TEXT SEARCH DICTIONARY tenantry.mine (TEMPLATE = simple)"),
          refused(
              "W9",
              "REFERENCES",
              "CREATE TEMPORARY TABLE mine (t uuid REFERENCES tenantry.tenants)",
              "CREATE TABLE tenantry.mine (t uuid REFERENCES tenantry.tenants)",
              "ALTER TABLE tenantry.agents ADD FOREIGN KEY (tenant_id, id) REFERENCES"
                  + " tenantry.agents"),
          held(
              "W10",
              "foreign key as an oracle",
              scene -> {
                String random = UUID.randomUUID().toString();
                String agent = scene.sql("${agent}");
                return !scene
                    .answer(NEW_CONVERSATION.formatted(agent))
                    .replace(agent, "it")
                    .equals(scene.answer(NEW_CONVERSATION.formatted(random)).replace(random, "it"));
              }),
          held(
              "W11",
              "unique key as an oracle",
              scene -> {
                String insert = "INSERT INTO tenantry.agents (id, name) VALUES ('%s', '%s')";
                scene.answer("BEGIN");
                String answers =
                    scene.answer(insert.formatted("${agent}", "mine"))
                        + scene.answer(insert.formatted(UUID.randomUUID(), "${secret}"));
                scene.answer("ROLLBACK");
                return answers.contains("error");
              }),
          held(
              "W12",
              "forge usage, audit, tier, history",
              scene -> {
                scene.answer("SELECT tenantry.record_action('DELETE', 'tenants/${victim}')");
                String forged =
                    scene.answer(
                        "SELECT count(*) FROM tenantry.audit_log WHERE login <> session_user"
                            + " AND action LIKE 'agent:%'");
                return !forged.strip().equals("0")
                    || scene.anyRuns(
                        "INSERT INTO tenantry.token_usage (agent, model, prompt_tokens,"
                            + " completion_tokens) VALUES ('a', 'b', 0, 0)",
                        "UPDATE tenantry.token_usage SET cost_micros = 0",
                        "INSERT INTO tenantry.audit_log (action, subject) VALUES ('a', 'b')",
                        "UPDATE tenantry.audit_log SET action = 'none'",
                        "DELETE FROM tenantry.audit_log",
                        "UPDATE tenantry.tenants SET tier = 'premium'",
                        "UPDATE tenantry.agents SET created_at = now()",
                        "DELETE FROM tenantry_private.schema_history");
              }),
          refused(
              "W13",
              "call what triggers and migrations call",
              "SELECT tenantry_private.audit()",
              "CALL tenantry_private.protect('tenantry.agents')",
              "SELECT tenantry_private.create_months('2000-01-01', '2100-01-01')"),
          held(
              "W14",
              "shadow names by search_path and pg_temp",
              scene -> {
                scene.answer("SET search_path = pg_temp, public, tenantry, pg_catalog");
                return scene.anyRuns(
                        "CREATE FUNCTION pg_temp.current_tenant() RETURNS uuid LANGUAGE sql"
                            + " RETURN '${victim}'::uuid",
                        "CREATE TABLE pg_temp.messages (id uuid)",
                        "CREATE OPERATOR pg_temp.= (LEFTARG = uuid, RIGHTARG = uuid,"
                            + " FUNCTION = uuid_ne)")
                    || scene.anyTells(
                        "SELECT * FROM messages", "SELECT * FROM search_memories('a')");
              }),
          held(
              "W15",
              "GRANT, default privileges",
              scene -> {
                String rights =
                    "SELECT string_agg(relacl::text, ' ' ORDER BY oid) FROM pg_class"
                        + " WHERE relnamespace = 'tenantry'::regnamespace";
                String before = TwoTenants.one(scene.attackersTruth(), rights);
                scene.answer("GRANT SELECT ON tenantry.messages TO PUBLIC");
                scene.answer("GRANT ALL ON ALL TABLES IN SCHEMA tenantry TO ${login}");
                scene.answer("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
                boolean lint = !CatalogLint.faults(scene.attackersTruth()).isEmpty();
                scene.answer("ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC");
                return lint
                    || !before.equals(TwoTenants.one(scene.attackersTruth(), rights))
                    || scene.anyRuns(
                        "ALTER DEFAULT PRIVILEGES FOR ROLE tenantry_owner"
                            + " GRANT SELECT ON TABLES TO PUBLIC");
              }),
          held(
              "W16",
              "forget() of the victim's rows, and SQL in its argument",
              scene -> {
                String ids = ", ARRAY['${message}', '${agent}', '${memory}']::uuid[])";
                for (String table : List.of("messages", "agents", "memories")) {
                  String deleted = scene.answer("SELECT tenantry.forget('" + table + "'" + ids);
                  if (!deleted.strip().equals("0")) {
                    return true;
                  }
                }
                return scene.anyRuns(
                    "SELECT tenantry.forget('tenants'" + ids,
                    "SELECT tenantry.forget('audit_log'" + ids,
                    "SELECT tenantry.forget('messages; TRUNCATE tenantry.messages; --'" + ids,
                    "SELECT tenantry.forget(NULL" + ids);
              }));

  private WriteAttacks() {}
}
