package dev.tenantry.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every part of the fence of every table of the catalog, taken away one at a time. */
final class FenceMutations {
  private static final String FENCE = "(tenant_id = (SELECT tenantry.current_tenant()))";
  private static final String SERVICE = DatabaseRole.TENANTRY_SERVICE.sqlName();

  /** What anybody could call who may create functions, if the path of a definer is not pinned. */
  private static final List<String> CREATES_SOMEWHERE =
      List.of(
          "CREATE SCHEMA trap",
          "GRANT USAGE ON SCHEMA trap TO PUBLIC",
          "CREATE FUNCTION trap.equal(uuid, uuid) RETURNS boolean LANGUAGE plpgsql AS"
              + " $$ BEGIN EXECUTE 'ALTER TABLE tenantry.messages DISABLE ROW LEVEL SECURITY';"
              + " RETURN true; END $$",
          "CREATE OPERATOR trap.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = trap.equal)");

  private final TwoTenants tenants;
  private final CatalogRows rows;
  private final List<FenceMutation> all = new ArrayList<>();

  private FenceMutations(TwoTenants tenants, CatalogRows rows) {
    this.tenants = tenants;
    this.rows = rows;
  }

  static List<FenceMutation> of(TwoTenants tenants, CatalogRows rows) throws SQLException {
    FenceMutations mutations = new FenceMutations(tenants, rows);
    for (CatalogRows.Table table : rows.relations()) {
      if (!table.kind().equals("v")) {
        mutations.fence(table);
        mutations.checks(table);
        mutations.keys(table);
        mutations.rights(table);
      }
    }
    mutations.functions();
    return List.copyOf(mutations.all);
  }

  private void fence(CatalogRows.Table table) throws SQLException {
    String name = table.name();
    String theirs = "SELECT count(*) FROM %s WHERE tenant_id = '%s'".formatted(name, victim());
    String reader = mayTenant(table, Verb.SELECT) ? attacker() : SERVICE;
    String alter = "ALTER TABLE " + name;
    add("ENABLE", table, "rls-off", alter + " DISABLE ROW LEVEL SECURITY", reader, theirs);
    all.add(
        new FenceMutation(
            "FORCE of " + name,
            "rls-not-forced",
            List.of(alter + " NO FORCE ROW LEVEL SECURITY"),
            // A definer that forgets to ask whose rows it counts.
            List.of(
                "CREATE FUNCTION tenantry.careless() RETURNS bigint LANGUAGE plpgsql"
                    + " SECURITY DEFINER AS $$ BEGIN RETURN (%s); END $$".formatted(theirs),
                "ALTER FUNCTION tenantry.careless() OWNER TO tenantry_owner"),
            attacker(),
            "SELECT tenantry.careless()"));
    String hole = "CREATE POLICY careless ON " + name + " USING (true) WITH CHECK (true)";
    all.add(
        new FenceMutation(
            "restrictive policy of " + name,
            "fence-missing",
            List.of("DROP POLICY fence ON " + name),
            List.of(hole),
            reader,
            theirs));
    add(
        "permissive policy",
        table,
        "policy-missing",
        "DROP POLICY tenant ON " + name,
        reader,
        "SELECT (count(*) = 0)::integer FROM %s WHERE tenant_id = '%s'"
            .formatted(name, tenants.attacker().id()));
  }

  private void checks(CatalogRows.Table table) throws SQLException {
    String name = table.name();
    String writer = mayTenant(table, Verb.INSERT) ? attacker() : SERVICE;
    // A row of a tenant that does not exist is as forged as one of the victim.
    UUID other = name.equals("tenantry.tenants") ? UUID.randomUUID() : victim();
    String forged = rows.insert(table, other);
    String silent = "ALTER TABLE " + name + " DISABLE TRIGGER USER";
    String fence = "ALTER POLICY fence ON " + name + " WITH CHECK (true)";
    String tenant = "ALTER POLICY tenant ON " + name + " WITH CHECK (true)";
    all.add(
        new FenceMutation(
            "WITH CHECK of the fence of " + name,
            "fence-missing",
            List.of(fence),
            List.of(tenant, silent),
            writer,
            forged));
    all.add(
        new FenceMutation(
            "WITH CHECK of the policy of " + name,
            "policy-open",
            List.of(tenant),
            List.of(fence, silent),
            writer,
            forged));
  }

  private void keys(CatalogRows.Table table) throws SQLException {
    if (table.isPartition() || !mayTenant(table, Verb.INSERT)) {
      return;
    }
    String alter = "ALTER TABLE " + table.name();
    for (String column : rows.columns(table)) {
      String theirs = "SELECT %s FROM %s WHERE tenant_id = '%s' LIMIT 1";
      Map<String, String> values = rows.values(table, tenants.attacker().id());
      if (column.equals("id")) {
        String id = rows.one(theirs.formatted("id", table.name(), victim()));
        values.put("id", "'" + id + "'");
        List<String> key = new ArrayList<>(List.of("id"));
        for (String part : rows.partitionColumns(table)) {
          key.add(part);
          String same = "SELECT %s FROM %s WHERE id = '%s'".formatted(part, table.name(), id);
          values.put(part, "'" + rows.one(same) + "'");
        }
        // Done only if the key refuses the id, and so tells that somebody has it.
        String oracle =
            "DO $$ BEGIN %s; RAISE 'held'; EXCEPTION WHEN unique_violation THEN NULL; END $$";
        add(
            "composite key",
            table,
            "key-order",
            alter + " ADD UNIQUE (" + String.join(", ", key) + ")",
            attacker(),
            oracle.formatted(CatalogRows.insert(table, values)));
      }
      Optional<String> target = rows.target(table, column);
      if (target.isPresent()) {
        String id = rows.one(theirs.formatted("id", target.get(), victim()));
        values.put(column, "'" + id + "'");
        String add = "%s ADD CONSTRAINT simple FOREIGN KEY (%s) REFERENCES %s (id) NOT VALID";
        all.add(
            new FenceMutation(
                "composite foreign key of " + table.name(),
                "foreign-key",
                List.of(
                    "ALTER TABLE " + target.get() + " ADD UNIQUE (id)",
                    alter + " DROP CONSTRAINT " + rows.foreignKey(table, column),
                    add.formatted(alter, column, target.get())),
                List.of(),
                attacker(),
                CatalogRows.insert(table, values)));
      }
    }
  }

  private void rights(CatalogRows.Table table) {
    String name = table.name();
    if (table.isPartition()) {
      return;
    }
    String lock = "LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE";
    for (String right : List.of("UPDATE", "DELETE", "TRUNCATE")) {
      String grant = "GRANT %s ON %s TO tenantry_tenant".formatted(right, name);
      add("no " + right + " right", table, "privilege", grant, attacker(), lock);
    }
  }

  private void functions() {
    String replace = "CREATE OR REPLACE FUNCTION tenantry.current_tenant() RETURNS uuid";
    all.add(
        new FenceMutation(
            "identity from the login",
            "identity",
            replace
                + " LANGUAGE sql STABLE PARALLEL SAFE BEGIN ATOMIC"
                + " SELECT nullif(current_setting('app.tenant_id', true), '')::uuid; END",
            attacker(),
            "SET LOCAL app.tenant_id = '%1$s';"
                .concat(" SELECT count(*) FROM tenantry.messages WHERE tenant_id = '%1$s'")
                .formatted(victim())));
    all.add(
        new FenceMutation(
            "security_invoker of the view",
            "view",
            List.of("ALTER VIEW tenantry.usage_by_day RESET (security_invoker)"),
            List.of("ALTER TABLE tenantry.token_usage NO FORCE ROW LEVEL SECURITY"),
            attacker(),
            "SELECT count(*) FROM tenantry.usage_by_day WHERE tenant_id = '%s'"
                .formatted(victim())));
    all.add(
        new FenceMutation(
            "pinned search_path of forget",
            "definer",
            List.of("ALTER FUNCTION tenantry.forget(text, uuid[]) RESET search_path"),
            CREATES_SOMEWHERE,
            attacker(),
            "SET LOCAL search_path = trap, pg_catalog;"
                + " SELECT tenantry.forget('tasks', ARRAY[gen_random_uuid()]);"
                + " SELECT count(*) FROM tenantry.messages WHERE tenant_id"
                + " OPERATOR(pg_catalog.=) '%s'".formatted(victim())));
  }

  private void add(
      String part, CatalogRows.Table table, String rule, String sql, String login, String attack) {
    all.add(new FenceMutation(part + " of " + table.name(), rule, sql, login, attack));
  }

  private static boolean mayTenant(CatalogRows.Table table, Verb verb) {
    return LoginRights.TENANT.may(verb, table, "");
  }

  private UUID victim() {
    return tenants.victim().id();
  }

  private String attacker() {
    return tenants.attacker().login();
  }
}
