package dev.tenantry.sql;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes one tenant's rows to a folder: one CSV per table, and a manifest of counts and hashes. */
final class TenantArchive {
  private final TenantPlace place;
  private final DataMode mode;
  private final Clock clock;

  TenantArchive(TenantPlace place, DataMode mode, Clock clock) {
    this.place = place;
    this.mode = mode;
    this.clock = clock;
  }

  /**
   * Writes the archive, all tables as of one moment.
   *
   * @param folder must not exist; it appears when it is complete
   * @throws SqlFailure if it exists, or the tenant has no rows here
   */
  ArchiveManifest write(Path folder) {
    if (Files.exists(folder)) {
      throw new SqlFailure(folder + " exists; an archive is never overwritten");
    }
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    try {
      clear(draft);
      // Nobody else on this machine reads a tenant's rows.
      Files.createDirectories(folder.toAbsolutePath().getParent());
      Files.createDirectory(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      ArchiveManifest manifest = place.asOfOneMoment(session -> writeTables(session, draft));
      manifest.write(draft);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (SQLException e) {
      throw new SqlFailure("cannot export tenant " + place.tenant(), e);
    } catch (IOException e) {
      throw new SqlFailure("cannot write " + folder, e);
    }
  }

  private ArchiveManifest writeTables(Connection session, Path draft) throws SQLException {
    List<ArchiveManifest.Table> tables = new ArrayList<>();
    for (TenantTable table : TenantTable.all(session)) {
      tables.add(writeTable(session, table, draft));
    }
    return manifest(session, tables);
  }

  private static ArchiveManifest.Table writeTable(Connection session, TenantTable table, Path draft)
      throws SQLException {
    Path file = draft.resolve(table.name() + ".csv");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Rows.Digest digest = Rows.write(session, table, table.sqlName(), out);
      return new ArchiveManifest.Table(
          table.name(), table.columns(), digest.count(), digest.sha256());
    } catch (IOException e) {
      throw new SqlFailure("cannot write " + file, e);
    }
  }

  private ArchiveManifest manifest(Connection session, List<ArchiveManifest.Table> tables)
      throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT slug, tier FROM tenantry.tenants")) {
      if (!row.next()) {
        throw new SqlFailure(
            "tenant " + place.tenant() + " has no rows in database " + place.database());
      }
      return new ArchiveManifest(
          ArchiveManifest.FORMAT,
          place.tenant().toString(),
          row.getString(1),
          row.getString(2),
          mode.sqlName(),
          MigrationFiles.version(),
          clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
          tables);
    }
  }

  private static void clear(Path draft) throws IOException {
    if (!Files.exists(draft)) {
      return;
    }
    try (Stream<Path> files = Files.list(draft)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(draft);
  }
}
