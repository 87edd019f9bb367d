package dev.tenantry.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts an archive's rows in the place of a tenant's rows: to the side first, compared with the
 * manifest, then swapped in one transaction.
 */
final class TenantRestore {
  private final TenantPlace place;
  private final Staging staging;

  TenantRestore(TenantPlace place) {
    this.place = place;
    this.staging = new Staging(place, Staging.RESTORE);
  }

  /**
   * Restores. Whatever fails, the tenant's rows are as they were.
   *
   * @return the archive's manifest
   * @throws SqlFailure if the archive is damaged, of another tenant or of another schema
   */
  ArchiveManifest run(Path archive) {
    ArchiveManifest manifest = ArchiveManifest.read(archive);
    check(manifest, archive);
    try {
      List<TenantTable> tables = place.beside(TenantTable::all);
      Map<String, ArchiveManifest.Table> archived = byName(manifest);
      checkTables(tables, archived, archive);
      staging.create(tables);
      try {
        for (TenantTable table : tables) {
          staging.load(table, archived.get(table.name()), archive);
          verifyStaged(table, archived.get(table.name()));
        }
        place.asTenant(session -> swap(session, tables, archived));
      } finally {
        staging.drop();
      }
      return manifest;
    } catch (SQLException e) {
      throw new SqlFailure("cannot restore tenant " + place.tenant(), e);
    }
  }

  private void check(ArchiveManifest manifest, Path archive) {
    if (!manifest.tenantId().equals(place.tenant().toString())) {
      throw new SqlFailure(
          archive
              + " holds rows of tenant "
              + manifest.tenant()
              + " ("
              + manifest.tenantId()
              + "), not of "
              + place.tenant());
    }
    if (!manifest.schema().equals(MigrationFiles.version())) {
      throw new SqlFailure(
          archive
              + " was written with schema "
              + manifest.schema()
              + ", here it is "
              + MigrationFiles.version()
              + ": restore it with the release that wrote it, then migrate");
    }
    manifest.tables().forEach(table -> checkFile(table, archive));
  }

  private static void checkFile(ArchiveManifest.Table table, Path archive) {
    Path file = table.file(archive);
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha256).transferTo(java.io.OutputStream.nullOutputStream());
      String found = HexFormat.of().formatHex(sha256.digest());
      if (!found.equals(table.sha256())) {
        throw new SqlFailure(
            file
                + " is damaged: its SHA-256 is "
                + found
                + ", the manifest says "
                + table.sha256());
      }
    } catch (IOException e) {
      throw new SqlFailure("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void checkTables(
      List<TenantTable> tables, Map<String, ArchiveManifest.Table> archived, Path archive) {
    List<String> here = tables.stream().map(TenantTable::name).sorted().toList();
    List<String> there = archived.keySet().stream().sorted().toList();
    if (!here.equals(there)) {
      throw new SqlFailure(archive + " holds tables " + there + ", the schema has " + here);
    }
  }

  private static Map<String, ArchiveManifest.Table> byName(ArchiveManifest manifest) {
    return manifest.tables().stream()
        .collect(Collectors.toMap(ArchiveManifest.Table::name, Function.identity()));
  }

  private void verifyStaged(TenantTable table, ArchiveManifest.Table wanted) throws SQLException {
    long foreign = staging.foreignRows(table);
    if (foreign > 0) {
      throw new SqlFailure(table.name() + ".csv holds " + foreign + " rows of other tenants");
    }
    verify("staged", table, staging.digest(table), wanted);
  }

  private boolean swap(
      Connection session, List<TenantTable> tables, Map<String, ArchiveManifest.Table> archived)
      throws SQLException {
    beginRestoring(session);
    TenantErasure.deleteRows(session, tables);
    for (TenantTable table : tables) {
      staging.insert(session, table);
    }
    for (TenantTable table : tables) {
      verify(
          "restored",
          table,
          Rows.digest(session, table, table.sqlName()),
          archived.get(table.name()));
    }
    return true;
  }

  /** The triggers of the audit log stay quiet: the rows bring their own records along. */
  static void beginRestoring(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT set_config('app.restoring', 'on', true)");
    }
  }

  private static void verify(
      String what, TenantTable table, Rows.Digest found, ArchiveManifest.Table wanted) {
    if (!found.equals(new Rows.Digest(wanted.rows(), wanted.sha256()))) {
      throw new SqlFailure(
          "%s rows of %s are %d with SHA-256 %s, the manifest says %d with %s"
              .formatted(
                  what,
                  table.name(),
                  found.count(),
                  found.sha256(),
                  wanted.rows(),
                  wanted.sha256()));
    }
  }
}
