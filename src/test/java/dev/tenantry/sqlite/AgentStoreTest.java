package dev.tenantry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentStoreTest {
  @TempDir private Path folder;
  private Path file;
  private Path archive;
  private AgentStore store;

  @BeforeEach
  void fill() throws SQLException {
    file = AgentData.fill(folder.resolve("agent.db"), AgentData.ACME, 100);
    archive = folder.resolve("archive");
    store = store("acme");
  }

  private AgentStore store(String tenant) {
    return new AgentStore(file, tenant, Clock.systemUTC());
  }

  @Test
  void theSchemaIsAppliedOnceAndKnowsEveryTable() throws SQLException {
    assertThat(AgentSchema.apply(file, AgentData.ACME)).isEqualTo(AgentSchema.VERSION);
    assertThat(AgentData.digests(file))
        .extracting(TableDigest::name)
        .containsExactly(
            "agent_events",
            "audit_log",
            "checkpoints",
            "conversations",
            "memories",
            "messages",
            "owner",
            "tasks",
            "token_usage",
            "tool_calls");
    assertThat(AgentData.digests(file)).allSatisfy(one -> assertThat(one.rows()).isPositive());
  }

  @Test
  void anothersANewerAndAForeignFileAreRefused() throws SQLException {
    assertThatThrownBy(() -> AgentSchema.apply(file, AgentData.GLOBEX))
        .hasMessageContaining("belongs to agent lab of tenant acme");
    AgentData.run(file, "PRAGMA user_version = 99");
    assertThatThrownBy(() -> AgentSchema.apply(file, AgentData.ACME))
        .hasMessageContaining("newer than " + AgentSchema.VERSION);
    assertThatThrownBy(() -> store.export(archive)).hasMessageContaining("newer than");
    AgentData.run(file, "PRAGMA application_id = 7");
    assertThatThrownBy(() -> store.erase()).hasMessageContaining("is no agent's file");
    assertThat(file).exists();
  }

  @Test
  void restoresExactlyWhatWasExportedWhileTheAgentHadItOpen() throws SQLException, IOException {
    List<TableDigest> before = AgentData.digests(file);
    FileManifest manifest;
    try (Connection agent = new AgentFile(file).open()) {
      agent.setAutoCommit(false);
      // Not committed: no part of the moment.
      agent.createStatement().execute("DELETE FROM messages");
      manifest = store.export(archive);
      agent.rollback();
    }
    AgentData.run(file, "DELETE FROM conversations");
    store.restore(archive);

    assertThat(manifest.rows()).isGreaterThan(105);
    assertThat(manifest.tables()).isEqualTo(before);
    assertThat(AgentData.digests(file)).isEqualTo(before);
    assertThat(names()).containsExactly("agent.db", "archive");
  }

  @Test
  void aDigestTellsValuesApartByTypeAndPlace() throws SQLException {
    List<TableDigest> before = AgentData.digests(file);
    for (String change :
        List.of(
            "UPDATE memories SET embedding = x'0000803f00000041' WHERE content = 'x'",
            "UPDATE tool_calls SET result = NULL",
            "UPDATE token_usage SET prompt_tokens = 2, completion_tokens = 1",
            "UPDATE messages SET body = body || char(0) WHERE rowid = 1")) {
      AgentData.run(file, change);
      assertThat(AgentData.digests(file)).as(change).isNotEqualTo(before);
      before = AgentData.digests(file);
    }
  }

  @Test
  void aRestoreIsRefusedWhileAConnectionIsOpenAndChangesNothing() throws SQLException {
    store.export(archive);
    AgentData.run(file, "DELETE FROM tasks");
    List<TableDigest> before = AgentData.digests(file);
    try (Connection idle = new AgentFile(file).open()) {
      TableDigest.all(idle);
      assertThatThrownBy(() -> store.restore(archive))
          .isInstanceOf(SqlFailure.class)
          .hasMessageContaining("is held by another process");
      assertThatThrownBy(() -> store.erase()).hasMessageContaining("is held by another process");
    }
    assertThat(AgentData.digests(file)).isEqualTo(before);
  }

  @Test
  void aDamagedOrForeignArchiveIsRefusedAndChangesNothing() throws Exception {
    store.export(archive);
    List<TableDigest> before = AgentData.digests(file);
    Path copy = archive.resolve("agent.db");
    String manifest = Files.readString(archive.resolve("manifest.json"));
    byte[] whole = Files.readAllBytes(copy);
    scribble(copy, 8192);
    assertThatThrownBy(() -> store.restore(archive)).hasMessageContaining("its SHA-256 is");

    String hash = FileHash.of(copy);
    rewrite(manifest.replaceAll("(\"sha256\" : \")[0-9a-f]+(\",\\s+\"tables)", "$1" + hash + "$2"));
    assertThatThrownBy(() -> store.restore(archive)).isInstanceOf(SqlFailure.class);

    Files.write(copy, whole);
    rewrite(manifest.replace("\"rows\" : 100", "\"rows\" : 101"));
    assertThatThrownBy(() -> store.restore(archive)).hasMessageContaining("differ");

    rewrite(manifest);
    assertThatThrownBy(() -> store("globex").restore(archive))
        .hasMessageContaining("not of globex");
    assertThat(AgentData.digests(file)).isEqualTo(before);
    assertThat(names()).containsExactly("agent.db", "archive");
  }

  @Test
  void aDamagedFileAndALostOneComeBack() throws Exception {
    List<TableDigest> before = AgentData.digests(file);
    store.export(archive);
    scribble(file, 4096);
    scribble(file, 3 * 4096);
    assertThatThrownBy(() -> store.export(folder.resolve("second"))).isInstanceOf(SqlFailure.class);
    store.restore(archive);
    assertThat(AgentData.digests(file)).isEqualTo(before);

    Files.delete(file);
    // What a killed agent left: not to be replayed into the restored file.
    Files.writeString(folder.resolve("agent.db-wal"), "stale");
    Files.createDirectory(folder.resolve(".agent.db-litestream"));
    store.restore(archive);
    assertThat(folder.resolve(".agent.db-litestream")).doesNotExist();
    assertThat(AgentData.digests(file)).isEqualTo(before);
  }

  @Test
  void eraseDeletesAllThatLiesBesideTheFileAndSaysWhatItWas() throws Exception {
    Path other = AgentData.fill(folder.resolve("other.db"), AgentData.GLOBEX, 3);
    List<TableDigest> otherBefore = AgentData.digests(other);
    Path generation = Files.createDirectories(folder.resolve(".agent.db-litestream/ltx/0"));
    Files.writeString(generation.resolve("1.ltx"), "12345");
    Files.writeString(folder.resolve("agent.db.restoring"), "half");

    assertThatThrownBy(() -> store("globex").erase()).hasMessageContaining("nothing was erased");
    var evidence = store.erase();

    assertThat(evidence.at("/rows/messages").asLong()).isEqualTo(100);
    assertThat(evidence.at("/agent").asText()).isEqualTo("lab");
    assertThat(evidence.at("/bytes/.agent.db-litestream").asLong()).isEqualTo(5);
    assertThat(evidence.at("/bytes/agent.db").asLong()).isPositive();
    assertThat(evidence.at("/notErased/0").asText()).contains("bucket");
    assertThat(names()).containsExactly("other.db");
    assertThat(AgentData.digests(other)).isEqualTo(otherBefore);
    assertThat(store.erase().path("bytes")).isEmpty();
  }

  private void rewrite(String manifest) throws IOException {
    Files.writeString(archive.resolve("manifest.json"), manifest);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(one -> one.getFileName().toString()).sorted().toList();
    }
  }

  private static void scribble(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      bytes.write(new byte[] {99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99});
    }
  }
}
