package dev.tenantry.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What is done with all rows of one tenant: export, restore, erase, move. */
public final class TenantStore {
  private final DatabaseServer server;
  private final String sharedDatabase;
  private final Provisioning provisioning;
  private final MoveRegistry moves;
  private final Clock clock;

  /**
   * The data of tenants on a migrated server.
   *
   * @param server with a login that may act for tenants, such as the administrator's
   * @param sharedDatabase the database that tenants share
   */
  public TenantStore(DatabaseServer server, String sharedDatabase, Clock clock) {
    this.server = server;
    this.sharedDatabase = sharedDatabase;
    this.provisioning = new Provisioning(server, sharedDatabase);
    this.moves = new MoveRegistry(server, sharedDatabase);
    this.clock = clock;
  }

  /** Writes the tenant's rows to a new folder, as of one moment; the tenant goes on working. */
  public ArchiveManifest export(UUID tenant, Path folder) {
    DataMode mode = entry(tenant).mode();
    return new TenantArchive(place(tenant, mode), mode, clock).write(folder);
  }

  /**
   * Replaces the tenant's rows by an archive's. Its login is locked out meanwhile.
   *
   * @throws SqlFailure if the archive is damaged or does not fit; the rows are then as before
   */
  public ArchiveManifest restore(UUID tenant, Path archive) {
    Provisioning.Entry entry = entry(tenant);
    refuseMoving(tenant);
    provisioning.lock(tenant);
    try {
      return new TenantRestore(place(tenant, entry.mode())).run(archive);
    } finally {
      if (!entry.locked()) {
        provisioning.unlock(tenant);
      }
    }
  }

  /**
   * Deletes everything that PostgreSQL holds of the tenant: rows, database, login. May be repeated.
   *
   * @return the evidence, as it is kept in {@code tenantry_registry.erasure}
   */
  public ObjectNode erase(UUID tenant) {
    String slug = provisioning.find(tenant).map(Provisioning.Entry::slug).orElse("");
    provisioning.lock(tenant);
    ObjectNode evidence = new ObjectMapper().createObjectNode();
    evidence.put("tenantId", tenant.toString()).put("tenant", slug);
    evidence.put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      ObjectNode rows = evidence.putObject("rows");
      if (provisioning.databases().exists(tenant)) {
        rows.set("database", counts(new TenantErasure(place(tenant, DataMode.DATABASE)).run()));
      }
      rows.set("shared", counts(new TenantErasure(place(tenant, DataMode.SHARED_RLS)).run()));
      evidence.put("databaseDropped", provisioning.databases().drop(tenant));
      evidence.put("loginDropped", provisioning.drop(tenant));
      remember(tenant, evidence);
      return evidence;
    } catch (SQLException e) {
      throw new SqlFailure("cannot erase tenant " + tenant + "; run it again", e);
    }
  }

  private static ObjectNode counts(Map<String, Long> rows) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    rows.forEach(node::put);
    return node;
  }

  private void remember(UUID tenant, ObjectNode evidence) throws SQLException {
    try (Connection connection = server.open(sharedDatabase, DatabaseRole.TENANTRY_PROVISIONER);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO tenantry_registry.erasure (tenant_id, evidence)"
                    + " VALUES (?, ?::jsonb)")) {
      insert.setObject(1, tenant);
      insert.setString(2, evidence.toString());
      insert.execute();
    }
  }

  /**
   * How a move went.
   *
   * @param copy while the tenant went on working; zero if an earlier run had copied already
   * @param freeze while its login was locked out
   */
  public record Moved(Duration copy, Duration freeze) {}

  /**
   * Moves the tenant's rows to the other mode: copy, freeze, bring over what changed, compare,
   * swap, empty the source. Killed at any point, it goes on when it is called again.
   *
   * @throws SqlFailure if it cannot be done; the tenant then works where it was
   */
  public Moved move(UUID tenant, DataMode target) {
    Provisioning.Entry entry = entry(tenant);
    try {
      var begun = moves.find(tenant);
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
    provisioning.lock(tenant);
    boolean swapped = false;
    try {
      String since = moves.find(tenant).orElseThrow().since();
      new TenantMove(place(tenant, from), place(tenant, target)).bringOver(since);
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
  public void abandonMove(UUID tenant) {
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

  private void refuseMoving(UUID tenant) {
    try {
      if (moves.find(tenant).isPresent()) {
        throw new SqlFailure("tenant " + tenant + " is being moved: finish or abandon that first");
      }
    } catch (SQLException e) {
      throw new SqlFailure("cannot look for a move of tenant " + tenant, e);
    }
  }

  private Provisioning.Entry entry(UUID tenant) {
    return provisioning
        .find(tenant)
        .orElseThrow(
            () ->
                new SqlFailure("tenant " + tenant + " is not in the registry: provision it first"));
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
