package dev.tenantry.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** What is done with all rows of one tenant: export, restore, erase, move. */
public final class TenantStore {
  private static final String RESTORE = "restore";

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

  /**
   * The id of a tenant by its name.
   *
   * @throws SqlFailure if the registry knows none of that name
   */
  public UUID find(String name) {
    return provisioning
        .findByName(name)
        .orElseThrow(
            () ->
                new SqlFailure("no tenant " + name + " has a login in database " + sharedDatabase));
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
    provisioning.lock(tenant, RESTORE);
    try {
      return new TenantRestore(place(tenant, entry.mode())).run(archive);
    } finally {
      // Not if it was suspended before; but if an earlier restore was killed.
      if (entry.lockedFor().isEmpty() || entry.lockedFor().equals(RESTORE)) {
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
    provisioning.lock(tenant, "erase");
    ObjectNode evidence = new ObjectMapper().createObjectNode();
    evidence.put("tenantId", tenant.toString()).put("tenant", slug);
    evidence.put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      ObjectNode rows = evidence.putObject("rows");
      if (provisioning.databases().exists(tenant)) {
        rows.set("database", counts(new TenantErasure(place(tenant, DataMode.DATABASE)).run()));
      }
      TenantPlace shared = place(tenant, DataMode.SHARED_RLS);
      rows.set("shared", counts(new TenantErasure(shared).run()));
      Staging.dropAll(shared);
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
   * Moves the tenant's rows to the other mode; killed at any point, it goes on when called again.
   *
   * @throws SqlFailure if it cannot be done; the tenant then works where it was
   */
  public TenantMove.Moved move(UUID tenant, DataMode target) {
    return new TenantMove(server, sharedDatabase, provisioning, clock)
        .run(tenant, entry(tenant), target);
  }

  /** Whether a move of the tenant has begun and not ended. */
  public boolean isMoving(UUID tenant) {
    try {
      return moves.find(tenant).isPresent();
    } catch (SQLException e) {
      throw new SqlFailure("cannot look for a move of tenant " + tenant, e);
    }
  }

  /** Gives up a move that has not swapped yet: the tenant works where it was. */
  public void abandonMove(UUID tenant) {
    new TenantMove(server, sharedDatabase, provisioning, clock).abandon(tenant);
  }

  private void refuseMoving(UUID tenant) {
    if (isMoving(tenant)) {
      throw new SqlFailure("tenant " + tenant + " is being moved: finish or abandon that first");
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
}
