package dev.tenantry.sql;

import static dev.tenantry.sql.PlantedFault.of;

import java.util.List;

/** At least one fault for every rule of {@code db/lint/lint.sql}. */
final class PlantedFaults {
  private static final String FENCE = "(tenant_id = (SELECT tenantry.current_tenant()))";
  private static final String DEFINER =
      "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
          + " AS $$ BEGIN RETURN 1; END $$";
  private static final String AS_OWNER = "SET LOCAL ROLE tenantry_owner";

  /** The database is ${database}; logins are ${attacker}, ${victim} and, in its own, ${apart}. */
  static final List<PlantedFault> ALL =
      List.of(
          // Tables
          of(
              "rls-off",
              "tenantry.agents",
              "ALTER TABLE tenantry.agents DISABLE ROW LEVEL SECURITY"),
          of(
              "rls-off",
              "tenantry.audit_log_default",
              "ALTER TABLE tenantry.audit_log_default DISABLE ROW LEVEL SECURITY"),
          of(
              "rls-not-forced",
              "tenantry.agents",
              "ALTER TABLE tenantry.agents NO FORCE ROW LEVEL SECURITY"),
          of(
              "tenant-column",
              "tenantry.tenants",
              "ALTER TABLE tenantry.tenants DROP CONSTRAINT tenants_pkey CASCADE",
              "ALTER TABLE tenantry.tenants ALTER tenant_id DROP NOT NULL"),
          of(
              "identity",
              "tenantry.current_tenant()",
              AS_OWNER,
              "CREATE OR REPLACE FUNCTION tenantry.current_tenant() RETURNS uuid LANGUAGE sql STABLE"
                  + " PARALLEL SAFE BEGIN ATOMIC"
                  + " SELECT nullif(current_setting('app.tenant_id', true), '')::uuid; END"),
          of(
              "identity",
              "tenantry.current_tenant()",
              "ALTER FUNCTION tenantry.current_tenant() VOLATILE"),
          of(
              "column-default",
              "tenantry.agents column tenant_id",
              "ALTER TABLE tenantry.agents ALTER tenant_id SET DEFAULT gen_random_uuid()"),
          of(
              "column-default",
              "tenantry.agents column name",
              "CREATE SEQUENCE public.numbers",
              "ALTER TABLE tenantry.agents ALTER name SET DEFAULT nextval('public.numbers')::text"),
          of(
              "key-order",
              "tenantry.oracle",
              "CREATE UNIQUE INDEX oracle ON tenantry.agents (name)"),
          of(
              "key-order",
              "tenantry.oracle",
              "ALTER TABLE tenantry.agents"
                  + " ADD CONSTRAINT oracle EXCLUDE USING btree (name WITH =)"),
          of(
              "key-order",
              "tenantry.oracle",
              "CREATE UNIQUE INDEX oracle ON tenantry.agents (lower(name), tenant_id)"),
          of(
              "foreign-key",
              "foreign key oracle",
              "CREATE TABLE public.list (id uuid PRIMARY KEY)",
              "ALTER TABLE tenantry.agents ADD CONSTRAINT oracle FOREIGN KEY (id)"
                  + " REFERENCES public.list NOT VALID"),
          of(
              "relation-kind",
              "tenantry.everything",
              "CREATE MATERIALIZED VIEW tenantry.everything AS SELECT * FROM tenantry.agents",
              "ALTER MATERIALIZED VIEW tenantry.everything OWNER TO tenantry_owner"),
          of(
              "relation-kind",
              "tenantry.numbers",
              "CREATE SEQUENCE tenantry.numbers",
              "ALTER SEQUENCE tenantry.numbers OWNER TO tenantry_owner"),
          of(
              "view",
              "tenantry.mine",
              AS_OWNER,
              "CREATE VIEW tenantry.mine AS TABLE tenantry.agents"),
          of(
              "view",
              "tenantry.usage_by_day",
              "ALTER VIEW tenantry.usage_by_day RESET (security_barrier)"),
          of(
              "rule",
              "tenantry.agents",
              "CREATE RULE copy AS ON INSERT TO tenantry.agents DO ALSO NOTIFY agents"),
          of(
              "rule",
              "tenantry.usage_by_day",
              "CREATE RULE wipe AS ON DELETE TO tenantry.usage_by_day"
                  + " DO INSTEAD DELETE FROM tenantry.agents"),
          of(
              "statistics",
              "tenantry.agents",
              "ALTER TABLE tenantry.agents ALTER tenant_id SET STATISTICS 100"),
          of(
              "statistics",
              "extended statistics counts",
              "CREATE STATISTICS tenantry_private.counts ON tenant_id, name FROM tenantry.agents"),
          // Policies
          of("fence-missing", "tenantry.agents", "DROP POLICY fence ON tenantry.agents"),
          of(
              "fence-missing",
              "tenantry.agents",
              "ALTER POLICY fence ON tenantry.agents TO tenantry_tenant"),
          of("policy-missing", "tenantry.tasks", "DROP POLICY tenant ON tenantry.tasks"),
          of(
              "policy-without-check",
              "policy hole",
              "CREATE POLICY hole ON tenantry.agents FOR UPDATE TO tenantry_backfill USING (true)"),
          of(
              "policy-open",
              "policy hole",
              "CREATE POLICY hole ON tenantry.agents FOR SELECT USING (true)"),
          of(
              "policy-open",
              "policy hole",
              "CREATE POLICY hole ON tenantry.agents TO ${attacker} USING %s WITH CHECK (true)"
                  .formatted(FENCE)),
          of(
              "policy-open",
              "policy hole",
              "CREATE POLICY hole ON tenantry.audit_log_default FOR DELETE TO tenantry_tenant"
                  + " USING (tenant_id IS NOT NULL)"),
          // Rights on tables
          of("privilege", "TRUNCATE", "GRANT TRUNCATE ON tenantry.agents TO tenantry_tenant"),
          of("privilege", "UPDATE", "GRANT UPDATE ON tenantry.agents TO ${attacker}"),
          of("privilege", "to PUBLIC", "GRANT SELECT ON tenantry.agents TO PUBLIC"),
          of(
              "column-privilege",
              "REFERENCES on column id",
              "GRANT REFERENCES (id) ON tenantry.agents TO tenantry_tenant"),
          of(
              "column-privilege",
              "UPDATE on column tenant_id",
              "GRANT UPDATE (tenant_id) ON tenantry.agents TO tenantry_tenant"),
          of("column-privilege", "to PUBLIC", "GRANT SELECT (config) ON tenantry.agents TO PUBLIC"),
          of(
              "partition-granted",
              "tenantry.audit_log_default",
              "GRANT SELECT ON tenantry.audit_log_default TO tenantry_tenant"),
          of(
              "partition-granted",
              "tenantry.audit_log_default",
              "GRANT SELECT (detail) ON tenantry.audit_log_default TO tenantry_tenant"),
          of(
              "outside-schema",
              "tenantry_private.login",
              "GRANT SELECT ON tenantry_private.login TO tenantry_shared"),
          of(
              "outside-schema",
              "tenantry_registry.tenant",
              "GRANT SELECT (verifier) ON tenantry_registry.tenant TO tenantry_tenant"),
          of(
              "outside-schema",
              "everything",
              "CREATE VIEW public.everything AS TABLE tenantry.agents",
              "GRANT SELECT ON public.everything TO tenantry_tenant"),
          of(
              "grant-option",
              "table tenantry.agents",
              "GRANT SELECT ON tenantry.agents TO tenantry_tenant WITH GRANT OPTION"),
          of(
              "grant-option",
              "database ${database}",
              "GRANT CONNECT ON DATABASE ${database} TO tenantry_shared WITH GRANT OPTION"),
          of("system-privilege", "pg_authid", "GRANT SELECT ON pg_authid TO PUBLIC"),
          of(
              "system-privilege",
              "pg_statistic",
              "GRANT SELECT (stavalues1) ON pg_statistic TO PUBLIC"),
          of(
              "system-privilege",
              "pg_read_file(text)",
              "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO tenantry_tenant"),
          of(
              "system-privilege",
              "pg_ls_dir(text)",
              "GRANT EXECUTE ON FUNCTION pg_ls_dir(text) TO PUBLIC"),
          // Schemas, databases, what is outside of tables
          of("schema-privilege", "CREATE", "GRANT CREATE ON SCHEMA tenantry TO tenantry_tenant"),
          of("schema-privilege", "public", "GRANT USAGE ON SCHEMA public TO PUBLIC"),
          of("schema-privilege", "USAGE", "GRANT USAGE ON SCHEMA tenantry_private TO ${attacker}"),
          of("database-open", "${database}", "GRANT CONNECT ON DATABASE ${database} TO PUBLIC"),
          of("database-open", "${apart}", "GRANT TEMPORARY ON DATABASE ${apart} TO PUBLIC"),
          of(
              "database-privilege",
              "TEMPORARY",
              "GRANT TEMPORARY ON DATABASE ${database} TO tenantry_tenant"),
          of("foreign-connect", "${apart}", "GRANT CONNECT ON DATABASE ${apart} TO ${attacker}"),
          of(
              "foreign-connect",
              "${apart}",
              "GRANT CONNECT ON DATABASE ${apart} TO tenantry_tenant"),
          of(
              "foreign-connect",
              "${database}",
              "GRANT CONNECT ON DATABASE ${database} TO tenantry_tenant"),
          of(
              "default-privilege",
              "tenantry_owner",
              "ALTER DEFAULT PRIVILEGES FOR ROLE tenantry_owner GRANT SELECT ON TABLES TO PUBLIC"),
          of("extension", "dblink", "CREATE EXTENSION dblink WITH SCHEMA public"),
          of(
              "foreign-server",
              "elsewhere",
              "CREATE FOREIGN DATA WRAPPER nothing",
              "CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing"),
          of("publication", "stream", "CREATE PUBLICATION stream FOR ALL TABLES"),
          of(
              "subscription",
              "stream",
              "CREATE SUBSCRIPTION stream CONNECTION 'dbname=nowhere' PUBLICATION stream"
                  + " WITH (connect = false, slot_name = NONE, enabled = false)"),
          of(
              "parameter",
              "session_replication_role",
              "GRANT SET ON PARAMETER session_replication_role TO tenantry_tenant"),
          of(
              "setting",
              "app.tenant_id",
              "ALTER DATABASE ${database} SET app.tenant_id = '00000000-0000-0000-0000-000000000000'"),
          of(
              "setting",
              "tenantry_service",
              "ALTER ROLE tenantry_service SET session_replication_role = replica"),
          // Functions and triggers
          of(
              "definer",
              "tenantry.forget",
              "ALTER FUNCTION tenantry.forget(text, uuid[]) RESET search_path"),
          of(
              "definer-reason",
              "tenantry.peek()",
              AS_OWNER,
              "CREATE FUNCTION tenantry.peek() RETURNS integer " + DEFINER),
          of(
              "definer-reason",
              "tenantry.forget(text)",
              AS_OWNER,
              "CREATE FUNCTION tenantry.forget(text) RETURNS integer " + DEFINER),
          of(
              "definer-owner",
              "tenantry_backfill",
              "GRANT CREATE ON SCHEMA tenantry TO tenantry_backfill",
              "ALTER FUNCTION tenantry.forget(text, uuid[]) OWNER TO tenantry_backfill"),
          of(
              "function-public",
              "tenantry.forget",
              "GRANT EXECUTE ON FUNCTION tenantry.forget(text, uuid[]) TO PUBLIC"),
          of(
              "function-public",
              "peek()",
              "CREATE FUNCTION public.peek() RETURNS integer LANGUAGE sql RETURN 1",
              "ALTER FUNCTION public.peek() OWNER TO tenantry_owner"),
          of(
              "function-public",
              "everything()",
              AS_OWNER,
              "CREATE PROCEDURE tenantry.everything() LANGUAGE sql BEGIN ATOMIC SELECT 1; END",
              "GRANT EXECUTE ON PROCEDURE tenantry.everything() TO PUBLIC"),
          of(
              "function-privilege",
              "tenantry_registry.drop_tenant",
              "GRANT EXECUTE ON FUNCTION tenantry_registry.drop_tenant(uuid) TO tenantry_tenant"),
          of(
              "leakproof",
              "tenantry.cosine_distance",
              "ALTER FUNCTION tenantry.cosine_distance(real[], real[]) LEAKPROOF"),
          of(
              "trigger",
              "trigger watch",
              "CREATE TRIGGER watch BEFORE UPDATE ON tenantry.agents"
                  + " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"),
          of(
              "trigger-disabled",
              "tenantry.agents",
              "ALTER TABLE tenantry.agents DISABLE TRIGGER audit"),
          of(
              "event-trigger",
              "watch",
              "CREATE FUNCTION tenantry_private.watch() RETURNS event_trigger LANGUAGE plpgsql"
                  + " AS $$ BEGIN END $$",
              "ALTER FUNCTION tenantry_private.watch() OWNER TO tenantry_owner",
              "REVOKE ALL ON FUNCTION tenantry_private.watch() FROM PUBLIC",
              "CREATE EVENT TRIGGER watch ON ddl_command_end"
                  + " EXECUTE FUNCTION tenantry_private.watch()"),
          // Roles
          of(
              "owner",
              "postgres",
              "ALTER TABLE tenantry.agents OWNER TO CURRENT_USER",
              "ALTER POLICY fence ON tenantry.agents TO tenantry_tenant, tenantry_service, postgres",
              "ALTER POLICY tenant ON tenantry.agents TO tenantry_tenant, tenantry_service, postgres"),
          of("bypass", "tenantry_dump", "ALTER ROLE tenantry_dump BYPASSRLS"),
          of("bypass", "somebody", "CREATE ROLE somebody BYPASSRLS"),
          of("attribute", "tenantry_tenant", "ALTER ROLE tenantry_tenant CREATEROLE"),
          of("attribute", "tenantry_backfill", "ALTER ROLE tenantry_backfill LOGIN"),
          of("group", "pg_read_all_data", "GRANT pg_read_all_data TO tenantry_tenant"),
          of("login", "${attacker}", "ALTER ROLE ${attacker} CONNECTION LIMIT -1"),
          of("login", "${attacker}", "ALTER ROLE ${attacker} BYPASSRLS"),
          of("login", "${attacker}", "GRANT tenantry_service TO ${attacker}"),
          of("login", "${attacker}", "GRANT ${victim} TO ${attacker}"),
          of(
              "login",
              "agent@project.iam",
              "CREATE ROLE \"agent@project.iam\" LOGIN CREATEDB IN ROLE tenantry_tenant"),
          of("member", "somebody", "CREATE ROLE somebody LOGIN IN ROLE tenantry_tenant"),
          of("owned", "schema mine", "CREATE SCHEMA mine AUTHORIZATION ${attacker}"));

  private PlantedFaults() {}
}
