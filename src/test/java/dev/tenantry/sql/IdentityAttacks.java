package dev.tenantry.sql;

import static dev.tenantry.sql.Attack.blind;
import static dev.tenantry.sql.Attack.held;
import static dev.tenantry.sql.Attack.leaks;
import static dev.tenantry.sql.Attack.refused;

import java.util.List;

/** To be somebody else. */
final class IdentityAttacks {
  static final List<Attack> ALL =
      List.of(
          refused(
              "I1",
              "SET ROLE to the victim, an owner, the platform, a superuser",
              "SET ROLE ${victimLogin}",
              "SET ROLE tenantry_owner",
              "SET ROLE tenantry_database_owner",
              "SET ROLE tenantry_service",
              "SET ROLE tenantry_backfill",
              "SET ROLE postgres"),
          refused(
              "I2",
              "SET SESSION AUTHORIZATION",
              "SET SESSION AUTHORIZATION ${victimLogin}",
              "SET SESSION AUTHORIZATION postgres"),
          blind(
              "I3",
              "SET app.tenant_id to the victim",
              "SET app.tenant_id = '${victim}'",
              "SELECT * FROM tenantry.messages",
              "SELECT set_config('app.tenant_id', '${victim}', false)",
              "SELECT * FROM tenantry.memories"),
          refused(
              "I4",
              "set_config of role and session_authorization",
              "SELECT set_config('role', '${victimLogin}', false)",
              "SELECT set_config('session_authorization', '${victimLogin}', false)"),
          blind(
              "I5",
              "row_security = off",
              "SET row_security = off",
              "SELECT * FROM tenantry.messages",
              "TABLE tenantry.agents"),
          refused(
              "I6",
              "GRANT, CREATE ROLE, BYPASSRLS, SUPERUSER",
              "GRANT tenantry_owner TO ${login}",
              "GRANT ${victimLogin} TO ${login}",
              "GRANT pg_read_all_data TO ${login}",
              "ALTER ROLE ${login} BYPASSRLS",
              "ALTER ROLE ${login} SUPERUSER",
              "ALTER ROLE ${login} CONNECTION LIMIT -1",
              "ALTER ROLE ${victimLogin} PASSWORD 'taken'",
              "ALTER ROLE ${login} RENAME TO t_00000000000000000000000000000000",
              "CREATE ROLE t_00000000000000000000000000000000 LOGIN"),
          held(
              "I7",
              "SET ROLE to the group, RESET, DISCARD ALL",
              scene -> {
                scene.answer("SET ROLE tenantry_tenant");
                scene.answer("RESET ROLE");
                scene.answer("RESET SESSION AUTHORIZATION");
                scene.answer("DISCARD ALL");
                String me = scene.answer("SELECT tenantry.current_tenant()").strip();
                return !me.equals(scene.tenants().attacker().id().toString())
                    || scene.anyTells("SELECT * FROM tenantry.messages");
              }),
          leaks(
              "I8",
              "ALTER own PASSWORD",
              "every login may; provisioning again sets the password that the platform knows",
              scene -> scene.anyRuns("ALTER ROLE ${login} PASSWORD 'test-only'")),
          leaks(
              "I9",
              "ALTER ROLE self SET, lift own timeouts",
              "timeouts are defaults, not limits; a watchdog must end old sessions",
              scene ->
                  scene.anyRuns(
                      "ALTER ROLE ${login} SET statement_timeout = 0",
                      "SET lock_timeout = 0",
                      "SET idle_in_transaction_session_timeout = 0")),
          refused(
              "I10",
              "write the map of logins or the registry",
              "INSERT INTO tenantry_private.login VALUES ('${login}', '${victim}')",
              "UPDATE tenantry_private.login SET tenant_id = '${victim}'",
              "SELECT * FROM tenantry_registry.tenant",
              "SELECT tenantry_registry.drop_tenant('${victim}')",
              "SELECT tenantry_registry.lock_tenant('${victim}')",
              "SELECT tenantry_registry.pooler_login('${victimLogin}')"));

  private IdentityAttacks() {}
}
