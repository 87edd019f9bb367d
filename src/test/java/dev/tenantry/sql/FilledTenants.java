package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Two tenants with rows in every table, each written by its own login as an agent would. */
final class FilledTenants {
  static final String PASSWORD = "correct-horse";

  private final Postgres postgres;
  private final String database;
  private final Provisioning provisioning;
  private final TenantAccount one;
  private final TenantAccount other;

  FilledTenants(String database, DataMode mode, DataMode otherMode) throws SQLException {
    this.postgres = Postgres.shared();
    this.database = database;
    this.provisioning = new Provisioning(postgres.admin(), database);
    this.one = provisioned(mode);
    this.other = provisioned(otherMode);
    fill(one, 20);
    fill(other, 10);
  }

  TenantAccount one() {
    return one;
  }

  TenantAccount other() {
    return other;
  }

  private TenantAccount provisioned(DataMode mode) {
    UUID id = UUID.randomUUID();
    var account = new TenantAccount(id, "t-" + id.toString().substring(0, 8), "standard", mode, 5);
    provisioning.provision(account, ScramVerifier.of(PASSWORD), "v1");
    return account;
  }

  /** A session with the tenant's own login, where the registry says that its rows are. */
  Connection open(TenantAccount account) throws SQLException {
    DataMode mode = provisioning.find(account.id()).orElseThrow().mode();
    return postgres
        .admin()
        .as(account.login(), PASSWORD)
        .open(mode == DataMode.DATABASE ? account.login() : database);
  }

  /** Writes as the tenant: {@code rows} of each kind. */
  void fill(TenantAccount account, int rows) throws SQLException {
    try (Connection connection = open(account);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO agents (name, config)
            SELECT 'agent-' || gen_random_uuid(), '{"a": [1, null, "ü\\"\\\\"]}'
            FROM generate_series(1, %1$d);
          INSERT INTO conversations (agent_id, title)
            SELECT id, E'a "title",\\nwith a line' FROM agents;
          INSERT INTO messages (conversation_id, role, body)
            SELECT c.id, 'user', repeat('hello ', 20) || n
            FROM conversations c, generate_series(1, 5) n;
          INSERT INTO messages (conversation_id, role, body)
            SELECT id, 'assistant', '' FROM conversations LIMIT 1;
          INSERT INTO memories (agent_id, content, embedding)
            SELECT id, 'remember the blue house', ARRAY[0.1, random(), 1e-30]::real[] FROM agents;
          INSERT INTO tool_calls (conversation_id, tool) SELECT id, 'search' FROM conversations;
          UPDATE tool_calls SET status = 'succeeded', result = '{}', finished_at = now();
          INSERT INTO checkpoints (thread_id, sequence, state)
            SELECT gen_random_uuid()::text, n, '{}' FROM generate_series(1, %1$d) n;
          INSERT INTO tasks (queue, payload)
            SELECT 'ingest', to_jsonb(n) FROM generate_series(1, %1$d) n;
          SELECT record_action('decide', 'plan/1', '{"why": "because"}')
          """
              .formatted(rows));
    }
    DataMode mode = provisioning.find(account.id()).orElseThrow().mode();
    TenantPlace.of(postgres.admin(), database, account.id(), mode)
        .asTenant(
            session ->
                session
                    .createStatement()
                    .execute(
                        "INSERT INTO tenantry.token_usage"
                            + " (agent, model, prompt_tokens, completion_tokens)"
                            + " SELECT 'a', 'm', n, n FROM generate_series(1, 10) n"));
  }

  /** The digest of every table of a tenant, read with its own login; the log's too. */
  Map<String, String> digests(TenantAccount account) throws SQLException {
    Map<String, String> digests = new TreeMap<>();
    try (Connection connection = open(account);
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT count(*) || ' '"
                    + " || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '')"
                    + " FROM tenantry."
                    + table
                    + " t")) {
          row.next();
          digests.put(table, row.getString(1));
        }
      }
    }
    return digests;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT relname FROM pg_class WHERE relnamespace = 'tenantry'::regnamespace"
                + " AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
