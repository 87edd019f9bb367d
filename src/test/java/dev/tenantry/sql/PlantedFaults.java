package dev.tenantry.sql;

import static dev.tenantry.sql.PlantedFault.of;

import java.util.List;

/** Faults of tables, policies and the rights on them. */
final class PlantedFaults {
  private static final String FENCE = "(tenant_id = (SELECT tenantry.current_tenant()))";
  private static final String AS_OWNER = "SET LOCAL ROLE tenantry_owner";

  /** The database is ${database}; logins are ${attacker}, ${victim} and, in its own, ${apart}. */
  static final List<PlantedFault> OF_TABLES =
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
              "CREATE OR REPLACE FUNCTION tenantry.current_tenant() RETURNS uuid"
                  + " LANGUAGE sql STABLE"
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
              "GRANT EXECUTE ON FUNCTION pg_ls_dir(text) TO PUBLIC"));

  private PlantedFaults() {}
}
