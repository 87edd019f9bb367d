package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** `tenantry move`, killed by SIGKILL at random moments while an agent goes on writing. */
class InterruptedMoveIT {
  /** The phases in which the move is killed, in this order; it goes on after each. */
  private static final List<MoveRegistry.Phase> KILLS =
      List.of(
          MoveRegistry.Phase.COPYING,
          MoveRegistry.Phase.COPYING,
          MoveRegistry.Phase.FROZEN,
          MoveRegistry.Phase.FROZEN,
          MoveRegistry.Phase.SWAPPED);

  private static final long LONGEST_MILLIS = 60;
  private static final Postgres POSTGRES = Postgres.shared();

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void losesNothingAndEndsWhereItWasTold(DataMode from) throws Exception {
    DataMode target = from == DataMode.DATABASE ? DataMode.SHARED_RLS : DataMode.DATABASE;
    String database = database();
    FilledTenants tenants = new FilledTenants(database, from, DataMode.SHARED_RLS);
    Map<String, String> otherBefore = tenants.digests(tenants.other());
    Random random = new Random(20261121L + from.ordinal());
    try (Agent agent = new Agent(tenants)) {
      Set<MoveRegistry.Phase> killed = EnumSet.noneOf(MoveRegistry.Phase.class);
      for (MoveRegistry.Phase phase : KILLS) {
        Process process = start(database, tenants, target);
        killIn(phase, process, database, tenants, random.nextLong(LONGEST_MILLIS))
            .ifPresent(killed::add);
      }
      Process last = start(database, tenants, target);
      assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
      // A kill that came too late left nothing to do.
      assertThat(killed).contains(MoveRegistry.Phase.COPYING, MoveRegistry.Phase.FROZEN);
      // What was acknowledged; the last one before a lock-out may be there without.
      assertThat(agent.stop()).hasSizeGreaterThan(10);
      assertThat(agent.found(tenants)).containsAll(agent.stop());
    }
    assertThat(registered(database, tenants)).isEqualTo(target);
    assertThat(tenants.digests(tenants.other())).isEqualTo(otherBefore);
    assertThat(leftovers(database, tenants, from)).isZero();
  }

  @Test
  void anAbandonedMoveLeavesTheTenantWhereItWas() throws Exception {
    String database = database();
    FilledTenants tenants = new FilledTenants(database, DataMode.SHARED_RLS, DataMode.SHARED_RLS);
    Map<String, String> before = tenants.digests(tenants.one());
    MoveRegistry moves = new MoveRegistry(POSTGRES.admin(), database);
    moves.begin(tenants.one().id(), DataMode.DATABASE);

    store(database).abandonMove(tenants.one().id());

    assertThat(tenants.digests(tenants.one())).isEqualTo(before);
    assertThat(moves.find(tenants.one().id())).isEmpty();
    assertThat(new Provisioning(POSTGRES.admin(), database).databases().exists(tenants.one().id()))
        .isFalse();
  }

  private static String database() {
    String database = POSTGRES.newDatabase("moves_" + UUID.randomUUID().toString().substring(0, 8));
    Migration.ofShared(POSTGRES.admin(), database).run();
    return database;
  }

  private static TenantStore store(String database) {
    return new TenantStore(POSTGRES.admin(), database, java.time.Clock.systemUTC());
  }

  private static DataMode registered(String database, FilledTenants tenants) {
    return new Provisioning(POSTGRES.admin(), database)
        .find(tenants.one().id())
        .orElseThrow()
        .mode();
  }

  /** Rows or a database in the old place. */
  private static long leftovers(String database, FilledTenants tenants, DataMode from)
      throws SQLException {
    UUID id = tenants.one().id();
    if (from == DataMode.DATABASE) {
      return new Provisioning(POSTGRES.admin(), database).databases().exists(id) ? 1 : 0;
    }
    return TenantPlace.of(POSTGRES.admin(), database, id, from)
        .asTenant(
            session -> {
              try (ResultSet row =
                  session.createStatement().executeQuery("SELECT count(*) FROM tenantry.tenants")) {
                row.next();
                return row.getLong(1);
              }
            });
  }

  private static Process start(String database, FilledTenants tenants, DataMode target)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/tenantry.jar",
                "dev.tenantry.cli.TenantryCommand",
                "move",
                tenants.one().slug(),
                "--to",
                target.sqlName()));
    builder.environment().putAll(POSTGRES.variables(database));
    return builder.redirectErrorStream(true).redirectOutput(new File("target/move.log")).start();
  }

  /** Waits for the phase, and a little more, and kills; returns the phase that was left behind. */
  private static Optional<MoveRegistry.Phase> killIn(
      MoveRegistry.Phase phase,
      Process process,
      String database,
      FilledTenants tenants,
      long millis)
      throws SQLException, InterruptedException {
    MoveRegistry moves = new MoveRegistry(POSTGRES.admin(), database);
    UUID id = tenants.one().id();
    while (process.isAlive()
        && moves.find(id).map(MoveRegistry.Move::phase).filter(phase::equals).isEmpty()) {
      Thread.sleep(5);
    }
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    process.destroyForcibly().waitFor();
    return moves.find(id).map(MoveRegistry.Move::phase);
  }

  /** Writes messages with the tenant's login until it is stopped, through lock-outs and moves. */
  private static final class Agent implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final TreeSet<String> written = new TreeSet<>();
    private final Thread thread;

    Agent(FilledTenants tenants) {
      thread = new Thread(() -> write(tenants));
      thread.start();
    }

    private void write(FilledTenants tenants) {
      while (!stopped.get()) {
        try (Connection connection = tenants.open(tenants.one());
            PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT INTO messages (id, conversation_id, role, body)"
                        + " SELECT ?, id, 'user', 'live' FROM conversations LIMIT 1"
                        + " RETURNING id")) {
          while (!stopped.get()) {
            UUID id = UUID.randomUUID();
            insert.setObject(1, id);
            try (ResultSet row = insert.executeQuery()) {
              if (row.next()) {
                written.add(id.toString());
              }
            }
            Thread.sleep(5);
          }
        } catch (SQLException lockedOut) {
          pause();
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    private static void pause() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** The ids of all messages whose writing was acknowledged. */
    TreeSet<String> stop() throws InterruptedException {
      stopped.set(true);
      thread.join();
      return written;
    }

    TreeSet<String> found(FilledTenants tenants) throws SQLException {
      TreeSet<String> found = new TreeSet<>();
      try (Connection connection = tenants.open(tenants.one());
          ResultSet rows =
              connection
                  .createStatement()
                  .executeQuery("SELECT id FROM messages WHERE body = 'live'")) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }

    @Override
    public void close() {
      stopped.set(true);
      thread.interrupt();
    }
  }
}
