package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Whether a tenant's provisioning grows with the number of tenants, how a move's freeze compares
 * with its copy, and how many true neighbours the vector search of a small tenant finds.
 */
final class ProvisioningBenchmark {
  private static final double NANOS_A_MILLISECOND = 1e6;
  private static final int FEW = 10;
  private static final int MANY = 1000;
  private static final int MOVED_ROWS = 20_000;

  private ProvisioningBenchmark() {}

  public static void main(String[] arguments) throws SQLException {
    Postgres postgres = Postgres.shared();
    String database = postgres.newDatabase("provisioning_benchmark");
    Migration.ofShared(postgres.admin(), database).run();
    Provisioning provisioning = new Provisioning(postgres.admin(), database);
    for (DataMode mode : DataMode.values()) {
      provision(provisioning, account(mode)); // makes the template
      growth(provisioning, mode);
    }
    move(postgres, database, provisioning);
    recall(postgres, database, provisioning);
  }

  private static void growth(Provisioning provisioning, DataMode mode) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      long start = System.nanoTime();
      provision(provisioning, account(mode));
      times.add((System.nanoTime() - start) / NANOS_A_MILLISECOND);
    }
    double few = median(times.subList(0, FEW));
    double many = median(times.subList(MANY - FEW * FEW, MANY));
    System.out.printf(
        Locale.ROOT,
        "provision %-10s first %d: %.1f ms each, at %d: %.1f ms each, ratio %.2f%n",
        mode.sqlName(),
        FEW,
        few,
        MANY,
        many,
        many / few);
  }

  private static void move(Postgres postgres, String database, Provisioning provisioning)
      throws SQLException {
    for (DataMode mode : DataMode.values()) {
      TenantAccount account = account(mode);
      provision(provisioning, account);
      try (Connection session = tenant(postgres, account, database);
          Statement statement = session.createStatement()) {
        statement.execute("INSERT INTO agents (name) VALUES ('a')");
        statement.execute("INSERT INTO conversations (agent_id) SELECT id FROM agents");
        statement.execute(
            "INSERT INTO messages (conversation_id, role, body)"
                + " SELECT c.id, 'user', repeat('word ', 40) FROM conversations c,"
                + " generate_series(1, "
                + MOVED_ROWS
                + ")");
      }
      DataMode target = mode == DataMode.DATABASE ? DataMode.SHARED_RLS : DataMode.DATABASE;
      TenantMove.Moved moved =
          new TenantStore(postgres.admin(), database, Clock.systemUTC()).move(account.id(), target);
      System.out.printf(
          Locale.ROOT,
          "move %d rows to %s: copy %d ms, freeze %d ms, ratio %.2f%n",
          MOVED_ROWS,
          target.sqlName(),
          moved.copy().toMillis(),
          moved.freeze().toMillis(),
          (double) moved.freeze().toNanos() / moved.copy().toNanos());
    }
  }

  /** Against the same distance without the fence, computed by an administrator. */
  private static void recall(Postgres postgres, String database, Provisioning provisioning)
      throws SQLException {
    TenantAccount small = account(DataMode.SHARED_RLS);
    provision(provisioning, small);
    for (TenantAccount account : List.of(small, account(DataMode.SHARED_RLS))) {
      provision(provisioning, account);
      int vectors = account == small ? 140 : 5000;
      try (Connection session = tenant(postgres, account, database);
          Statement statement = session.createStatement()) {
        statement.execute("INSERT INTO agents (name) VALUES ('a')");
        statement.execute(
            "INSERT INTO memories (agent_id, content, embedding) SELECT a.id, n::text,"
                + " (SELECT array_agg(random() + 0 * n) FROM generate_series(1, 128))::real[]"
                + " FROM agents a, generate_series(1, "
                + vectors
                + ") n");
      }
    }
    String wanted = "(SELECT array_agg(1.0 / n) FROM generate_series(1, 128) n)::real[]";
    String fenced = "SELECT id FROM tenantry.nearest_memories(" + wanted + ", 10)";
    String exact =
        "SELECT id FROM tenantry.memories WHERE tenant_id = '"
            + small.id()
            + "' ORDER BY tenantry.cosine_distance(embedding, "
            + wanted
            + "), id LIMIT 10";
    try (Connection tenant = tenant(postgres, small, database);
        Connection all = postgres.superuser().open(database)) {
      long start = System.nanoTime();
      List<UUID> found = ids(tenant, fenced);
      double millis = (System.nanoTime() - start) / NANOS_A_MILLISECOND;
      List<UUID> truth = ids(all, exact);
      long hits = found.stream().filter(truth::contains).count();
      System.out.printf(
          Locale.ROOT,
          "nearest 10 of a tenant with 140 of 5,140 vectors: recall %.2f, %.1f ms%n",
          (double) hits / truth.size(),
          millis);
    }
  }

  private static List<UUID> ids(Connection connection, String query) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private static Connection tenant(Postgres postgres, TenantAccount account, String database)
      throws SQLException {
    return postgres
        .admin()
        .as(account.login(), FilledTenants.PASSWORD)
        .open(account.mode() == DataMode.DATABASE ? account.login() : database);
  }

  private static TenantAccount account(DataMode mode) {
    UUID id = UUID.randomUUID();
    return new TenantAccount(id, "b-" + id.toString().substring(0, 13), "standard", mode, 5);
  }

  private static void provision(Provisioning provisioning, TenantAccount account) {
    provisioning.provision(account, ScramVerifier.of(FilledTenants.PASSWORD), "v1");
  }

  private static double median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
