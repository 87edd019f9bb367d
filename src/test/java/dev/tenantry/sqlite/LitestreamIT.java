package dev.tenantry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.kubernetes.LitestreamSidecar;
import dev.tenantry.tools.BuiltTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent that writes, the real sidecar that copies, and what is left when both are killed and the
 * volume is lost.
 */
class LitestreamIT {
  private static final int ROUNDS = 4;
  private static final long SEED = 20261121;
  private static Path binary;

  @TempDir private Path folder;
  private Litestream litestream;
  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void find() throws Exception {
    binary = BuiltTool.find("litestream");
  }

  @BeforeEach
  void place() throws IOException {
    litestream =
        new Litestream(
            binary, Files.createDirectory(folder.resolve("volume")), folder.resolve("bucket"));
  }

  @AfterEach
  void killAll() throws InterruptedException {
    for (Process process : started) {
      kill(process);
    }
  }

  // Else this would prove something about other arguments than the pod's.
  @Test
  void onlyVolumeAndBucketDifferFromThePod() {
    for (String container : List.of("restore-data", "replicate-data")) {
      List<String> back =
          litestream.arguments(container).stream()
              .map(one -> one.replace("file://" + litestream.bucket(), Litestream.URL))
              .map(one -> one.replace(litestream.file().toString(), LitestreamSidecar.FILE))
              .toList();
      assertThat(back).isEqualTo(Litestream.podArguments(container));
      assertThat(litestream.arguments(container))
          .contains(litestream.file().toString(), "file://" + litestream.bucket());
    }
  }

  @Test
  void whatWasCopiedComesBackWhenAllIsKilledAndTheVolumeIsLost() throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      litestream.restore();
      Process sidecar = sidecar();
      Path printed = folder.resolve("written-" + round);
      Process writer = writer(printed);
      Thread.sleep(2_000 + random.nextInt(2_500));
      long copied = copiedSoFar(round);
      Thread.sleep(random.nextInt(1_500));
      // As a node dies. What a sidecar does that outlives the agent is UnpublishedCommitIT's.
      kill(sidecar);
      Thread.sleep(random.nextInt(200));
      kill(writer);
      long written = lastPrinted(printed);
      litestream.loseTheVolume();

      litestream.restore();

      long restored = soundRows(litestream.file());
      System.out.printf(
          "round %d: %d copied before, %d written, %d restored%n",
          round, copied, written, restored);
      assertThat(copied).as("the sidecar copied something").isPositive();
      // One that was committed and not printed any more may be there.
      assertThat(restored).isBetween(copied, written + 1);
    }
  }

  // Both end by SIGTERM, the sidecar after the agent: then nothing at all may be missing.
  @Test
  void anOrderlyEndLosesNothing() throws Exception {
    Process sidecar = sidecar();
    Path printed = folder.resolve("written");
    Process writer = writer(printed);
    // A sidecar that never saw the file copies nothing at its end: it looks once in a second.
    awaitCopy(0);
    awaitLines(printed, lastPrinted(printed) + 50);
    for (Process process : List.of(writer, sidecar)) {
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    long written = lastPrinted(printed);
    litestream.loseTheVolume();
    litestream.restore();
    assertThat(soundRows(litestream.file())).isEqualTo(written);
  }

  @Test
  void aFileThatIsThereIsNotReplaced() throws Exception {
    AgentData.fill(litestream.file(), AgentData.ACME, 5);
    List<TableDigest> before = AgentData.digests(litestream.file());
    assertThat(litestream.restore()).contains("database already exists, skipping");
    assertThat(AgentData.digests(litestream.file())).isEqualTo(before);
  }

  @Test
  void aNewAgentBeginsWithoutACopy() throws Exception {
    assertThat(litestream.restore()).contains("no matching backups found");
    assertThat(litestream.file()).doesNotExist();
  }

  /** SQLite has one writer at a time; a second one is told so at once. */
  @Test
  void aSecondWriterIsRefusedWhileOneWrites() throws Exception {
    Process sidecar = sidecar();
    AgentData.fill(litestream.file(), AgentData.ACME, 5);
    try (Connection first = new AgentFile(litestream.file()).open();
        Statement write = first.createStatement()) {
      write.execute("BEGIN IMMEDIATE");
      try (Connection second = new AgentFile(litestream.file()).open(0);
          Statement statement = second.createStatement()) {
        assertThatThrownBy(() -> statement.execute("BEGIN IMMEDIATE"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("SQLITE_BUSY");
      }
      write.execute("ROLLBACK");
    }
    assertThat(sidecar.isAlive()).isTrue();
  }

  // What an in-process connection cannot show: the kernel's locks between processes.
  @Test
  void restoreAndEraseAreRefusedWhileAnAgentOrItsSidecarRuns() throws Exception {
    AgentData.fill(litestream.file(), AgentData.ACME, 5);
    AgentStore store = new AgentStore(litestream.file(), "acme", Clock.systemUTC());
    Path archive = folder.resolve("archive");
    store.export(archive);
    Process sidecar = sidecar();
    awaitCopy(0);
    assertThatThrownBy(() -> store.restore(archive)).hasMessageContaining("held by another");
    assertThatThrownBy(store::erase).hasMessageContaining("held by another");
    assertThat(sidecar.isAlive()).isTrue();
    kill(sidecar);
    store.restore(archive);
    assertThat(store.erase().at("/rows/messages").asLong()).isEqualTo(5);
    assertThat(litestream.volume()).isEmptyDirectory();
  }

  // An archive is older than the bucket's copy: the sidecar must not bring the newer one back.
  @Test
  void afterARestoreTheBucketFollowsTheFile() throws Exception {
    AgentData.fill(litestream.file(), AgentData.ACME, 5);
    AgentStore store = new AgentStore(litestream.file(), "acme", Clock.systemUTC());
    Path archive = folder.resolve("archive");
    List<TableDigest> wanted = store.export(archive).tables();
    Process sidecar = sidecar();
    AgentData.run(litestream.file(), "DELETE FROM messages");
    AgentData.run(litestream.file(), "INSERT INTO tasks (queue) VALUES ('later')");
    awaitCopy(0);
    Thread.sleep(2_500);
    kill(sidecar);

    store.restore(archive);
    Process again = sidecar();
    Thread.sleep(4_000);
    again.destroy();
    again.waitFor(30, TimeUnit.SECONDS);
    assertThat(AgentData.digests(litestream.file())).isEqualTo(wanted);
    litestream.loseTheVolume();
    litestream.restore();
    assertThat(AgentData.digests(litestream.file())).isEqualTo(wanted);
  }

  private Process sidecar() throws IOException {
    Process sidecar = litestream.replicate();
    started.add(sidecar);
    return sidecar;
  }

  private Process writer(Path printed) throws IOException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AgentWriter.class.getName(),
                litestream.file().toString())
            .redirectOutput(printed.toFile())
            .redirectError(folder.resolve("writer.log").toFile())
            .start();
    started.add(writer);
    return writer;
  }

  /** How many rows a restore at this moment would bring. */
  private long copiedSoFar(int round) throws Exception {
    awaitCopy(round);
    Litestream probe =
        new Litestream(
            binary, Files.createDirectories(folder.resolve("probe-" + round)), litestream.bucket());
    probe.restore();
    return soundRows(probe.file());
  }

  private void awaitCopy(int round) throws Exception {
    Path probes = folder.resolve("await-" + round);
    for (int i = 0; i < 100; i++) {
      Litestream probe =
          new Litestream(
              binary, Files.createDirectories(probes.resolve("" + i)), litestream.bucket());
      probe.restore();
      if (Files.exists(probe.file()) && hasSchema(probe.file())) {
        return;
      }
      Thread.sleep(200);
    }
    throw new AssertionError("nothing was copied");
  }

  private static boolean hasSchema(Path file) throws SQLException {
    try (Connection connection = new AgentFile(file).open()) {
      return AgentSchema.number(connection, "user_version") == AgentSchema.VERSION;
    }
  }

  /** Messages in a file that SQLite finds whole; fails if a number is missing between. */
  private static long soundRows(Path file) throws SQLException {
    try (Connection connection = new AgentFile(file).open()) {
      Integrity.check(connection, file);
      return AgentWriter.last(connection);
    }
  }

  private static void awaitLines(Path printed, long wanted) throws Exception {
    for (int i = 0; i < 300 && lastPrinted(printed) < wanted; i++) {
      Thread.sleep(100);
    }
    assertThat(lastPrinted(printed)).isGreaterThanOrEqualTo(wanted);
  }

  private static long lastPrinted(Path printed) throws IOException {
    // The last line may be half written.
    String text = Files.readString(printed);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .reduce((a, b) -> b)
        .map(Long::parseLong)
        .orElse(0L);
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}
