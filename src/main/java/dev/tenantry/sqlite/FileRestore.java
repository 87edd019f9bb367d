package dev.tenantry.sqlite;

import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;

/** Puts an archive in the place of a file: to the side, compared, renamed. */
final class FileRestore {
  private final AgentFile file;
  private final String tenant;

  FileRestore(AgentFile file, String tenant) {
    this.file = file;
    this.tenant = tenant;
  }

  /**
   * Restores. Whatever fails, or if it is killed, the file holds either all that it held or all
   * that the archive holds.
   *
   * @throws SqlFailure if the archive is damaged or somebody else's, or another process has the
   *     file open
   */
  FileManifest run(Path archive) {
    FileManifest manifest = FileManifest.read(archive);
    if (manifest.schema() != AgentSchema.VERSION) {
      throw new SqlFailure(
          "%s was written with schema %d, here it is %d: restore it with the release that wrote it"
              .formatted(archive, manifest.schema(), AgentSchema.VERSION));
    }
    if (!manifest.tenant().equals(tenant)) {
      throw new SqlFailure(archive + " holds data of " + manifest.owner() + ", not of " + tenant);
    }
    AgentFile draft = file.draft();
    try {
      removeDraft(draft);
      try {
        prepare(archive, draft, manifest);
        swap(draft, manifest);
      } finally {
        removeDraft(draft);
      }
      return manifest;
    } catch (SQLException e) {
      throw new SqlFailure("cannot restore " + file.path(), e);
    } catch (IOException e) {
      throw new SqlFailure("cannot write " + file.path(), e);
    }
  }

  private static void prepare(Path archive, AgentFile draft, FileManifest manifest)
      throws SQLException, IOException {
    Path source = archive.resolve(FileManifest.DATABASE);
    Files.createDirectories(draft.path().getParent());
    Files.copy(source, draft.path());
    String found = FileHash.of(draft.path());
    if (!found.equals(manifest.sha256())) {
      throw new SqlFailure(
          "%s is damaged: its SHA-256 is %s, the manifest says %s"
              .formatted(source, found, manifest.sha256()));
    }
    try (Connection connection = draft.open();
        Statement statement = connection.createStatement()) {
      AgentSchema.check(connection, source);
      Integrity.check(connection, source);
      FileOwner owner = FileOwner.read(connection);
      if (!owner.equals(manifest.owner())) {
        throw new SqlFailure(source + " belongs to " + owner + ", its manifest says otherwise");
      }
      compare(TableDigest.all(connection), manifest.tables());
      statement.execute("PRAGMA journal_mode = WAL");
    }
    try (FileChannel channel = FileChannel.open(draft.path(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void compare(List<TableDigest> found, List<TableDigest> wanted) {
    if (!new HashSet<>(found).equals(new HashSet<>(wanted))) {
      List<TableDigest> differ = found.stream().filter(one -> !wanted.contains(one)).toList();
      throw new SqlFailure("restored tables differ from the manifest: " + differ);
    }
  }

  private void swap(AgentFile draft, FileManifest manifest) throws IOException {
    if (!Files.exists(file.path())) {
      removeCompanions();
      Files.move(draft.path(), file.path(), StandardCopyOption.ATOMIC_MOVE);
      HeldFile.sync(file.path().getParent());
      return;
    }
    file.refuseForeign();
    refuseAnothersFile(manifest.owner());
    try (HeldFile held = HeldFile.take(file)) {
      removeCompanions();
      Files.move(draft.path(), file.path(), StandardCopyOption.ATOMIC_MOVE);
      HeldFile.sync(file.path().getParent());
      held.bury();
    }
  }

  /** A log or a position of the old file would be taken for the new one's. */
  private void removeCompanions() throws IOException {
    for (Path companion : file.companions()) {
      Files.deleteIfExists(companion);
    }
    Folders.delete(file.litestream());
  }

  private void refuseAnothersFile(FileOwner owner) {
    try (Connection connection = file.open(0)) {
      FileOwner found = FileOwner.read(connection);
      if (!found.equals(owner)) {
        throw new SqlFailure(file.path() + " belongs to " + found + ", the archive to " + owner);
      }
    } catch (SQLException e) {
      // Damaged, which is why people restore, or locked, which is found next.
      return;
    }
  }

  private static void removeDraft(AgentFile draft) throws IOException {
    Files.deleteIfExists(draft.path());
    for (Path companion : draft.companions()) {
      Files.deleteIfExists(companion);
    }
  }
}
