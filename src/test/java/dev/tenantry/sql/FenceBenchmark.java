package dev.tenantry.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * What the fence costs: a tenant's login without a filter, to a login that passes every fence and
 * filters by itself, on the same rows, in turns, in the server's own CPU time.
 */
final class FenceBenchmark {
  private static final int TENANTS = 1000;
  private static final int ROWS_A_TENANT = 500;
  private static final int ROUNDS = 21;
  private static final UUID ME = new UUID(0x5000L, 0x8000_0000_0000_0001L);

  /** One query in its two forms, and how often a round runs it. */
  private record Case(String name, int times, String fenced, String filtered) {}

  private static final String MINE = "tenant_id = '" + ME + "'";

  private static final List<Case> CASES =
      List.of(
          new Case(
              "point",
              2000,
              "SELECT body FROM tenantry.messages WHERE id = ?",
              "SELECT body FROM tenantry.messages WHERE id = ? AND " + MINE),
          new Case(
              "top 50 by time",
              1000,
              "SELECT id, body FROM tenantry.messages ORDER BY created_at DESC LIMIT 50",
              "SELECT id, body FROM tenantry.messages WHERE "
                  + MINE
                  + " ORDER BY created_at DESC LIMIT 50"),
          new Case(
              "count",
              500,
              "SELECT count(*) FROM tenantry.messages",
              "SELECT count(*) FROM tenantry.messages WHERE " + MINE),
          new Case(
              "insert",
              1000,
              "INSERT INTO tenantry.checkpoints (thread_id, sequence, state)"
                  + " VALUES (gen_random_uuid()::text, 1, '{}')",
              "INSERT INTO tenantry.checkpoints (tenant_id, thread_id, sequence, state)"
                  + " VALUES ('"
                  + ME
                  + "', gen_random_uuid()::text, 1, '{}')"),
          new Case(
              "full text",
              200,
              "SELECT id FROM tenantry.search_memories('house river')",
              "SELECT id FROM tenantry.memories WHERE "
                  + MINE
                  + " AND words @@ websearch_to_tsquery('pg_catalog.simple', 'house river')"
                  + " ORDER BY ts_rank(words,"
                  + " websearch_to_tsquery('pg_catalog.simple', 'house river')) DESC, id"
                  + " LIMIT 20"));

  private FenceBenchmark() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    Postgres postgres = Postgres.shared();
    String database = postgres.newDatabase("fence_benchmark");
    Migration.ofShared(postgres.admin(), database).run();
    new Provisioning(postgres.admin(), database)
        .provision(
            new TenantAccount(ME, "measured", "standard", DataMode.SHARED_RLS, 5),
            ScramVerifier.of(FilledTenants.PASSWORD),
            "v1");
    List<UUID> ids = fill(postgres, database);
    DatabaseServer tenant = postgres.admin().as(TenantLogin.of(ME), FilledTenants.PASSWORD);
    System.out.printf(
        Locale.ROOT,
        "%d tenants with %d messages and memories each; CPU of the server, %d rounds in turns%n",
        TENANTS,
        ROWS_A_TENANT,
        ROUNDS);
    try (Connection fenced = tenant.open(database);
        Connection filtered = postgres.superuser().open(database)) {
      for (Case one : CASES) {
        measure(one, fenced, filtered, ids);
      }
    }
  }

  private static List<UUID> fill(Postgres postgres, String database) throws SQLException {
    try (Connection connection = postgres.superuser().open(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SET session_replication_role = replica;
          CREATE TEMP TABLE everybody AS
            SELECT '%1$s'::uuid AS id UNION ALL
            SELECT gen_random_uuid() FROM generate_series(2, %2$d);
          INSERT INTO tenantry.tenants (tenant_id, slug, tier)
            SELECT id, 'x' || row_number() OVER (), 'standard' FROM everybody
            ON CONFLICT DO NOTHING;
          INSERT INTO tenantry.messages (tenant_id, conversation_id, role, body, created_at)
            SELECT id, gen_random_uuid(), 'user', repeat('word ', 30), now() - n * interval '1 s'
            FROM generate_series(1, %3$d) n, everybody;
          INSERT INTO tenantry.memories (tenant_id, agent_id, content)
            SELECT id, gen_random_uuid(), 'the blue ' ||
              (ARRAY['house','river','hill','road'])[1 + n %% 4] || ' by the ' ||
              (ARRAY['house','river','hill','road'])[1 + n %% 3] || ' ' || n
            FROM generate_series(1, %3$d) n, everybody;
          VACUUM ANALYZE;
          """
              .formatted(ME, TENANTS, ROWS_A_TENANT)
              .replace("VACUUM ANALYZE;\n", ""));
      statement.execute("VACUUM ANALYZE");
      List<UUID> ids = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT id FROM tenantry.messages WHERE " + MINE)) {
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
        }
      }
      return ids;
    }
  }

  private static void measure(Case one, Connection fenced, Connection filtered, List<UUID> ids)
      throws SQLException, IOException {
    List<Double> ratios = new ArrayList<>();
    List<Double> base = new ArrayList<>();
    Random random = new Random(1);
    for (int round = 0; round <= ROUNDS; round++) {
      double a;
      double b;
      if (random.nextBoolean()) {
        a = cpu(filtered, one.filtered, one.times, ids);
        b = cpu(fenced, one.fenced, one.times, ids);
      } else {
        b = cpu(fenced, one.fenced, one.times, ids);
        a = cpu(filtered, one.filtered, one.times, ids);
      }
      if (round > 0) { // the first one fills caches and plans
        ratios.add(b / a);
        base.add(a);
      }
    }
    Collections.sort(ratios);
    Collections.sort(base);
    System.out.printf(
        Locale.ROOT,
        "%-16s filtered %7.1f us, fenced: ratio %.2f [%.2f-%.2f]%n",
        one.name,
        base.get(ROUNDS / 2) / 1000,
        ratios.get(ROUNDS / 2),
        ratios.get(0),
        ratios.get(ROUNDS - 1));
  }

  /** Nanoseconds of CPU that the backend took for one execution, from the kernel's own account. */
  private static double cpu(Connection connection, String query, int times, List<UUID> ids)
      throws SQLException, IOException {
    int pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(1);
      long before = onCpu(pid);
      for (int i = 0; i < times; i++) {
        if (query.contains("?")) {
          statement.setObject(1, ids.get(i % ids.size()));
        }
        if (statement.execute()) {
          try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
              rows.getString(1);
            }
          }
        }
      }
      return (double) (onCpu(pid) - before) / times;
    }
  }

  private static long onCpu(int pid) throws IOException {
    return Long.parseLong(Files.readString(Path.of("/proc/" + pid + "/schedstat")).split(" ")[0]);
  }
}
