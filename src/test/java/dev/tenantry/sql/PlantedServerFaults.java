package dev.tenantry.sql;

import static dev.tenantry.sql.PlantedFault.of;

import java.util.List;

/** Faults of schemas, databases, functions, triggers and roles. */
final class PlantedServerFaults {
  private static final String DEFINER =
      "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
          + " AS $$ BEGIN RETURN 1; END $$";
  private static final String AS_OWNER = "SET LOCAL ROLE tenantry_owner";

  /** The database is ${database}; logins are ${attacker}, ${victim} and, in its own, ${apart}. */
  static final List<PlantedFault> OF_THE_SERVER =
      List.of(
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
              "ALTER DATABASE ${database} SET app.tenant_id ="
                  + " '00000000-0000-0000-0000-000000000000'"),
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
              "ALTER POLICY fence ON tenantry.agents TO tenantry_tenant,"
                  + " tenantry_service, postgres",
              "ALTER POLICY tenant ON tenantry.agents TO tenantry_tenant,"
                  + " tenantry_service, postgres"),
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

  private PlantedServerFaults() {}
}
