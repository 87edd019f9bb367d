package dev.tenantry.sqlite;

import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Copies a file, as of one moment, while its agent goes on writing. */
final class FileExport {
  private final AgentFile file;
  private final Clock clock;

  FileExport(AgentFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Writes the archive.
   *
   * @param folder must not exist; it appears when it is complete
   */
  FileManifest write(Path folder) {
    if (Files.exists(folder)) {
      throw new SqlFailure(folder + " exists; an archive is never overwritten");
    }
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    try {
      Folders.delete(draft);
      Files.createDirectories(folder.toAbsolutePath().getParent());
      // Nobody else on this machine reads an agent's rows.
      Files.createDirectory(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      AgentFile copy = new AgentFile(draft.resolve(FileManifest.DATABASE));
      copyTo(copy.path());
      FileManifest manifest = describe(copy);
      manifest.write(draft);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (SQLException e) {
      throw new SqlFailure("cannot export " + file.path(), e);
    } catch (IOException e) {
      throw new SqlFailure("cannot write " + folder, e);
    }
  }

  /** One read transaction: SQLite's writers never wait for a reader in WAL mode. */
  private void copyTo(Path copy) throws SQLException {
    try (Connection connection = file.open()) {
      AgentSchema.check(connection, file.path());
      try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
        statement.setString(1, copy.toString());
        statement.execute();
      }
    }
  }

  private FileManifest describe(AgentFile copy) throws SQLException, IOException {
    FileOwner owner;
    List<TableDigest> tables;
    int schema;
    try (Connection connection = copy.open();
        Statement statement = connection.createStatement()) {
      // What the sidecar counts belongs to the file that it copies, not to this one.
      statement.executeUpdate("DROP TABLE IF EXISTS _litestream_seq");
      statement.executeUpdate("DROP TABLE IF EXISTS _litestream_lock");
      Integrity.check(connection, file.path());
      owner = FileOwner.read(connection);
      tables = TableDigest.all(connection);
      schema = AgentSchema.number(connection, "user_version");
    }
    return new FileManifest(
        FileManifest.FORMAT,
        owner.tenantId(),
        owner.tenant(),
        owner.agent(),
        FileManifest.MODE,
        schema,
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        FileHash.of(copy.path()),
        tables);
  }
}
