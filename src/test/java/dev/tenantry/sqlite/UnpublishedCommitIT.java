package dev.tenantry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.tools.BuiltTool;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent killed between the last byte of a commit in the write-ahead log and the word to other
 * processes that it is there, beside a sidecar that lives on.
 *
 * <p>SQLite takes back such a transaction; Litestream 0.5.18 reads the log's file by itself, copies
 * it, and after a checkpoint its copy holds pages of a transaction that never was. The moment is
 * made here and not waited for: with {@code synchronous = FULL} it lasts as long as an fsync.
 */
class UnpublishedCommitIT {
  /** Above 1,000 pages Litestream checkpoints when it ends. */
  private static final int MESSAGES = 1_500;

  @TempDir private Path folder;
  private Litestream litestream;
  private Process sidecar;

  @BeforeEach
  void damageTheCopy() throws Exception {
    litestream =
        new Litestream(
            BuiltTool.find("litestream"),
            Files.createDirectory(folder.resolve("volume")),
            folder.resolve("bucket"));
    AgentData.fill(litestream.file(), AgentData.ACME, 1);
    sidecar = litestream.replicate();
    awaitCopy();
    signal("STOP");
    try (Connection agent = open(litestream.file())) {
      write(agent, MESSAGES, "x");
      appendUnpublished();
    }
    signal("CONT");
    sidecar.destroy();
    assertThat(sidecar.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void kill() throws InterruptedException {
    sidecar.destroyForcibly().waitFor();
  }

  @Test
  void aDamagedCopyIsRefusedAndNoFileIsLeftForTheAgent() throws Exception {
    assertThat(rows(litestream.file())).isEqualTo(MESSAGES + 1);
    litestream.loseTheVolume();
    assertThatThrownBy(litestream::restore)
        .hasMessageContaining("restore failed")
        .hasMessageContaining("integrity check");
    assertThat(litestream.volume()).isEmptyDirectory();
  }

  // The runbook of docs/data.md, "A copy that is refused".
  @Test
  void theMomentBeforeComesBack() throws Exception {
    litestream.loseTheVolume();
    litestream.run(
        List.of(
            "restore",
            "-integrity-check",
            "full",
            "-txid",
            "0000000000000001",
            "-o",
            litestream.file().toString(),
            "file://" + litestream.bucket()));
    assertThat(rows(litestream.file())).isEqualTo(1);
  }

  @Test
  void whereTheVolumeIsLeftASnapshotMakesTheCopyWhole() throws Exception {
    List<TableDigest> wanted = AgentData.digests(litestream.file());
    litestream.run(
        List.of(
            "replicate",
            "-once",
            "-force-snapshot",
            litestream.file().toString(),
            "file://" + litestream.bucket()));
    litestream.loseTheVolume();
    assertThat(litestream.restore()).contains("integrity check passed");
    assertThat(AgentData.digests(litestream.file())).isEqualTo(wanted);
  }

  /** What a process has on disk that dies before it changes the index in shared memory. */
  private void appendUnpublished() throws IOException, SQLException {
    AgentFile real = new AgentFile(litestream.file());
    AgentFile twin =
        new AgentFile(Files.createDirectory(folder.resolve("twin")).resolve("agent.db"));
    Files.copy(real.path(), twin.path());
    Files.copy(real.wal(), twin.wal());
    long published = Files.size(real.wal());
    try (Connection agent = open(twin.path())) {
      // Larger than a page, so that the file grows.
      write(agent, 1, "y".repeat(20_000));
      try (FileChannel from = FileChannel.open(twin.wal());
          FileChannel to = FileChannel.open(real.wal(), StandardOpenOption.WRITE)) {
        long frames = from.size() - published;
        assertThat(frames).isPositive();
        to.position(published);
        assertThat(from.transferTo(published, frames, to)).isEqualTo(frames);
      }
    }
  }

  private static Connection open(Path file) throws SQLException {
    Connection connection = new AgentFile(file).open();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
    }
    return connection;
  }

  private static void write(Connection connection, int messages, String body) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      for (int i = 0; i < messages; i++) {
        statement.executeUpdate(
            "INSERT INTO messages (conversation_id, role, body)"
                + " VALUES ('c1', 'user', '"
                + body
                + "')");
      }
    }
  }

  /** Messages in a file that SQLite finds whole. */
  private static long rows(Path file) throws SQLException {
    try (Connection connection = new AgentFile(file).open()) {
      Integrity.check(connection, file);
      return Long.parseLong(
          TableDigest.strings(connection, "SELECT count(*) FROM messages").get(0));
    }
  }

  private void awaitCopy() throws Exception {
    Path first = litestream.bucket().resolve("ltx/0/0000000000000001-0000000000000001.ltx");
    for (int i = 0; i < 150 && !Files.exists(first); i++) {
      Thread.sleep(200);
    }
    assertThat(first).exists();
  }

  private void signal(String name) throws Exception {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + sidecar.pid()).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
