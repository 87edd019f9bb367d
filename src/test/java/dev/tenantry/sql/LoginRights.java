package dev.tenantry.sql;

import dev.tenantry.sql.Verb.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what, written down by hand and on purpose not read from the catalog. A table that is
 * not named here is one that tenants have no right to.
 */
enum LoginRights {
  /** The tenant's own login. */
  TENANT(true, true, false) {
    @Override
    boolean may(Verb verb, CatalogRows.Table relation, String column) {
      String rights = TENANTS.getOrDefault(relation.name().replace("tenantry.", ""), "");
      Set<String> words = Set.of(rights.split(" "));
      return switch (verb) {
        case SELECT, COPY_TO -> words.contains("SELECT");
        case INSERT, COPY_FROM -> words.contains("INSERT");
        case UPDATE, MERGE -> words.contains(column);
        case MOVE, DELETE, LOCK, TRUNCATE, REFERENCES -> false;
      };
    }
  },
  /** Trusted code that has said for whom it acts. */
  SERVICE(true, true, false) {
    @Override
    boolean may(Verb verb, CatalogRows.Table relation, String column) {
      return verb != Verb.TRUNCATE && verb != Verb.REFERENCES;
    }
  },
  /** Trusted code that has not. */
  SERVICE_FOR_NOBODY(true, false, false) {
    @Override
    boolean may(Verb verb, CatalogRows.Table relation, String column) {
      return SERVICE.may(verb, relation, column);
    }
  },
  /** The backup of everything. */
  DUMP(true, true, true) {
    @Override
    boolean may(Verb verb, CatalogRows.Table relation, String column) {
      return !relation.kind().equals("v") && (verb == Verb.SELECT || verb == Verb.COPY_TO);
    }
  },
  /** Data migrations. */
  BACKFILL(true, true, true) {
    @Override
    boolean may(Verb verb, CatalogRows.Table relation, String column) {
      return !relation.kind().equals("v") && SERVICE.may(verb, relation, column);
    }
  },
  /** Makes logins; has no business with rows. */
  PROVISIONER(false, false, false) {
    @Override
    boolean may(Verb verb, CatalogRows.Table relation, String column) {
      return false;
    }
  },
  /** Reads verifiers; has no business with rows. */
  POOLER(false, false, false) {
    @Override
    boolean may(Verb verb, CatalogRows.Table relation, String column) {
      return false;
    }
  };

  /** Rights of tenants by table; a lower-case word is a column that UPDATE may set. */
  static final Map<String, String> TENANTS =
      """
      tenants        SELECT
      agents         SELECT INSERT name config
      conversations  SELECT INSERT title
      messages       SELECT INSERT
      memories       SELECT INSERT content embedding metadata
      tool_calls     SELECT INSERT result status finished_at
      checkpoints    SELECT INSERT state
      tasks          SELECT INSERT state attempts visible_at worker result finished_at
      token_usage    SELECT
      agent_events   SELECT INSERT
      audit_log      SELECT
      usage_by_day   SELECT
      """
          .lines()
          .map(line -> line.split(" +", 2))
          .collect(Collectors.toMap(words -> words[0], words -> words[1]));

  private static final String PASSWORD = "test-only";

  /** Whether it gets into the schema at all. */
  private final boolean enters;

  /** Whether the fence lets it at the rows of the tenant that it acts for, and of all others. */
  private final boolean own;

  private final boolean others;

  LoginRights(boolean enters, boolean own, boolean others) {
    this.enters = enters;
    this.own = own;
    this.others = others;
  }

  /** Whether a right was granted; whose rows it is good for is the fence's matter. */
  abstract boolean may(Verb verb, CatalogRows.Table relation, String column);

  /** Whether other tenants' rows are its business. */
  boolean crosses() {
    return others;
  }

  /** What the server must do. */
  Outcome expected(Verb verb, CatalogRows.Table relation, String column, boolean mine) {
    if (!enters) {
      return Outcome.DENIED;
    }
    boolean reads = verb == Verb.SELECT || verb == Verb.COPY_TO;
    if (relation.kind().equals("v") && !reads) {
      return verb == Verb.LOCK || verb == Verb.COPY_FROM ? Outcome.DENIED : Outcome.REFUSED;
    }
    if (!may(verb, relation, column)) {
      return Outcome.DENIED;
    }
    boolean passes = mine ? own : others;
    return switch (verb) {
      case SELECT, COPY_TO, UPDATE, DELETE, MERGE -> passes ? Outcome.DONE : Outcome.NOTHING;
      case INSERT -> passes ? Outcome.DONE : Outcome.FENCED;
      case MOVE -> !own ? Outcome.NOTHING : others ? Outcome.DONE : Outcome.FENCED;
      case COPY_FROM -> Outcome.REFUSED;
      case LOCK -> Outcome.DONE;
      case TRUNCATE, REFERENCES -> Outcome.DENIED;
    };
  }

  /** A session of this login that acts for the attacker. */
  Connection open(TwoTenants tenants) throws SQLException {
    return switch (this) {
      case TENANT -> tenants.attack();
      case SERVICE -> {
        Connection session = login(tenants, DatabaseRole.TENANTRY_SERVICE);
        TwoTenants.run(session, "SET app.tenant_id = '" + tenants.attacker().id() + "'");
        yield session;
      }
      case SERVICE_FOR_NOBODY -> login(tenants, DatabaseRole.TENANTRY_SERVICE);
      case DUMP -> login(tenants, DatabaseRole.TENANTRY_DUMP);
      case PROVISIONER -> login(tenants, DatabaseRole.TENANTRY_PROVISIONER);
      case POOLER -> login(tenants, DatabaseRole.TENANTRY_POOLER);
      case BACKFILL ->
          Postgres.shared().admin().open(tenants.database(), DatabaseRole.TENANTRY_BACKFILL);
    };
  }

  private static Connection login(TwoTenants tenants, DatabaseRole role) throws SQLException {
    try (Connection superuser = tenants.superuser()) {
      TwoTenants.run(superuser, "ALTER ROLE %s PASSWORD '%s'".formatted(role.sqlName(), PASSWORD));
    }
    return Postgres.shared().admin().as(role.sqlName(), PASSWORD).open(tenants.database());
  }

  /** The columns that MERGE is tried with: one that tenants may set, or else the key. */
  static String mergeColumn(CatalogRows.Table relation, List<String> columns) {
    String rights = TENANTS.getOrDefault(relation.name().replace("tenantry.", ""), "");
    return Arrays.stream(rights.split(" "))
        .filter(columns::contains)
        .findFirst()
        .orElse("tenant_id");
  }
}
