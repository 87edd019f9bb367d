package dev.tenantry.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Moves one tenant's rows between the shared tables and a database of its own: copy, freeze, bring
 * over what changed, compare, swap, empty the source.
 */
public final class TenantMove {
  private static final String MOVE = "move";

  private final DatabaseServer server;
  private final String sharedDatabase;
  private final Provisioning provisioning;
  private final MoveRegistry moves;
  private final Clock clock;

  TenantMove(DatabaseServer server, String sharedDatabase, Provisioning provisioning, Clock clock) {
    this.server = server;
    this.sharedDatabase = sharedDatabase;
    this.provisioning = provisioning;
    this.moves = new MoveRegistry(server, sharedDatabase);
    this.clock = clock;
  }

  /**
   * How a move went.
   *
   * @param copy while the tenant went on working; zero if an earlier run had copied already
   * @param freeze while its login was locked out
   */
  public record Moved(Duration copy, Duration freeze) {}

  Moved run(UUID tenant, Provisioning.Entry entry, DataMode target) {
    try {
      var begun = moves.find(tenant);
      if (!entry.lockedFor().isEmpty() && !entry.lockedFor().equals(MOVE)) {
        throw new SqlFailure(
            "tenant "
                + entry.slug()
                + " is locked out ("
                + entry.lockedFor()
                + "): end that first");
      }
      if (begun.isEmpty() && entry.mode() == target) {
        throw new SqlFailure(
            "the rows of tenant " + entry.slug() + " are in mode " + target.sqlName() + " already");
      }
      if (begun.isPresent() && begun.get().target() != target) {
        throw new SqlFailure(
            "a move to "
                + begun.get().target().sqlName()
                + " has begun: finish it, or abandon it first");
      }
      MoveRegistry.Phase phase =
          begun.map(MoveRegistry.Move::phase).orElse(MoveRegistry.Phase.COPYING);
      return go(tenant, entry, target, phase);
    } catch (SQLException e) {
      throw new SqlFailure("cannot move tenant " + entry.slug(), e);
    }
  }

  private Moved go(UUID tenant, Provisioning.Entry entry, DataMode target, MoveRegistry.Phase phase)
      throws SQLException {
    DataMode from = other(target);
    long start = System.nanoTime();
    if (phase == MoveRegistry.Phase.COPYING) {
      copy(tenant, entry, from, target);
    }
    long copied = System.nanoTime();
    if (phase != MoveRegistry.Phase.SWAPPED) {
      freeze(tenant, from, target);
    }
    long swapped = System.nanoTime();
    finish(tenant, from, target);
    return new Moved(Duration.ofNanos(copied - start), Duration.ofNanos(swapped - copied));
  }

  private void copy(UUID tenant, Provisioning.Entry entry, DataMode from, DataMode target)
      throws SQLException {
    moves.begin(tenant, target);
    if (target == DataMode.DATABASE) {
      int connections = moves.connections(tenant);
      provisioning
          .databases()
          .ensure(new TenantAccount(tenant, entry.slug(), "moving", target, connections));
    }
    Path folder = temporary();
    try {
      Path archive = folder.resolve("archive");
      new TenantArchive(place(tenant, from), from, clock).write(archive);
      new TenantRestore(place(tenant, target)).run(archive);
    } finally {
      delete(folder);
    }
  }

  private void freeze(UUID tenant, DataMode from, DataMode target) throws SQLException {
    moves.reach(tenant, MoveRegistry.Phase.FROZEN);
    provisioning.lock(tenant, MOVE);
    boolean swapped = false;
    try {
      String since = moves.find(tenant).orElseThrow().since();
      new MoveDelta(place(tenant, from), place(tenant, target)).bringOver(since);
      if (from == DataMode.DATABASE) {
        provisioning.databases().shut(tenant);
      }
      moves.swap(tenant);
      swapped = true;
    } finally {
      if (!swapped) {
        // The tenant goes on where it was; the next try copies anew.
        moves.reach(tenant, MoveRegistry.Phase.COPYING);
        letIn(tenant, from);
      }
    }
  }

  private void finish(UUID tenant, DataMode from, DataMode target) throws SQLException {
    // The lock was noted in the row that came over.
    place(tenant, target)
        .asTenant(
            session ->
                session.createStatement().execute("UPDATE tenantry.tenants SET status = 'active'"));
    empty(tenant, from);
    moves.end(tenant);
  }

  /** Gives up a move that has not swapped yet: the tenant works where it was. */
  void abandon(UUID tenant) {
    try {
      var begun = moves.find(tenant);
      if (begun.isEmpty()) {
        throw new SqlFailure("tenant " + tenant + " is not being moved");
      }
      if (begun.get().phase() == MoveRegistry.Phase.SWAPPED) {
        throw new SqlFailure("the move has swapped already: finish it, then move back");
      }
      letIn(tenant, other(begun.get().target()));
      empty(tenant, begun.get().target());
      moves.end(tenant);
    } catch (SQLException e) {
      throw new SqlFailure("cannot abandon the move of tenant " + tenant, e);
    }
  }

  private void letIn(UUID tenant, DataMode where) throws SQLException {
    if (where == DataMode.DATABASE) {
      provisioning.databases().reopen(tenant);
    }
    provisioning.unlock(tenant);
  }

  private void empty(UUID tenant, DataMode mode) throws SQLException {
    switch (mode) {
      case SHARED_RLS -> new TenantErasure(place(tenant, mode)).run();
      case DATABASE -> provisioning.databases().drop(tenant);
    }
  }

  private TenantPlace place(UUID tenant, DataMode mode) {
    return TenantPlace.of(server, sharedDatabase, tenant, mode);
  }

  private static DataMode other(DataMode mode) {
    return switch (mode) {
      case SHARED_RLS -> DataMode.DATABASE;
      case DATABASE -> DataMode.SHARED_RLS;
    };
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("tenantry-move");
    } catch (IOException e) {
      throw new SqlFailure("cannot make a temporary folder", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SqlFailure("rows of a tenant are left in " + folder + ": delete it", e);
    }
  }
}
