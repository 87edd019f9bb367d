package dev.tenantry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.stores.StoreKind;
import dev.tenantry.stores.TwoTenantTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two tenants' agents, each with a file on a volume of its own: with one volume in reach, nothing
 * of the other is.
 *
 * <p>SQLite has no users: whoever can open a file has all of it. So this proves that a file holds
 * one agent's rows and that no SQL leaves the mounted folder by itself. That the other volume is
 * not in the pod is Kubernetes' doing (a claim of the other's Namespace cannot be named), which the
 * admission tests and {@code DataGoldenTest} hold; a folder stands for it here. The process runs as
 * one user: were the other folder mounted, ATTACH would read it, and the last test says so.
 */
@TwoTenantTest(
    value = StoreKind.SQLITE,
    covers =
        "two agents' files, byte by byte; what SQL with one folder mounted reaches of the other;"
            + " that export, restore and erase of one leave the other bit by bit",
    leaves =
        "that Kubernetes mounts no other tenant's volume: a moved folder stands for it. SQLite has"
            + " no users: a file that is mounted is read")
class SqliteTwoTenantIT {
  @TempDir private Path volumes;
  private Path acme;
  private Path globex;

  @BeforeEach
  void fillBoth() throws SQLException, IOException {
    acme =
        AgentData.fill(
            Files.createDirectory(volumes.resolve("acme")).resolve("agent.db"), AgentData.ACME, 50);
    globex =
        AgentData.fill(
            Files.createDirectory(volumes.resolve("globex")).resolve("agent.db"),
            AgentData.GLOBEX,
            50);
  }

  @Test
  void aFileHoldsOneAgentsBytesOnly() throws Exception {
    for (Path file : List.of(acme, globex)) {
      boolean isAcme = file.equals(acme);
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(bytes).contains((isAcme ? "acme" : "globex") + " says");
      assertThat(bytes).doesNotContain(isAcme ? "globex" : "acme");
    }
  }

  @Test
  void withOneVolumeMountedNothingOfTheOtherIsInReach() throws Exception {
    // The pod of acme sees its volume at this place, and the other's claim nowhere.
    Path elsewhere = Files.move(globex.getParent(), volumes.resolve("not-mounted-here"));
    List<TableDigest> before = AgentData.digests(elsewhere.resolve("agent.db"));
    try (Connection connection = new AgentFile(acme).open();
        Statement statement = connection.createStatement()) {
      for (String way : List.of("../globex/agent.db", globex.toString())) {
        assertThat(rowsThrough(statement, way)).as(way).isZero();
      }
      assertThat(TableDigest.strings(connection, "SELECT DISTINCT tenant FROM owner"))
          .containsExactly("acme");
      assertThat(
              TableDigest.strings(
                  connection, "SELECT body FROM messages WHERE body NOT LIKE 'acme says%'"))
          .isEmpty();
    }
    assertThat(AgentData.digests(elsewhere.resolve("agent.db"))).isEqualTo(before);
  }

  @Test
  void exportRestoreAndEraseOfOneLeaveTheOtherBitByBit() throws Exception {
    String before = FileHash.of(globex);
    AgentStore store = new AgentStore(acme, "acme", Clock.systemUTC());
    store.export(volumes.resolve("archive"));
    store.restore(volumes.resolve("archive"));
    store.erase();
    assertThat(FileHash.of(globex)).isEqualTo(before);
    assertThat(acme.getParent()).isEmptyDirectory();
  }

  // The limit of what the store itself does: the volume is the fence, not SQLite.
  @Test
  void aMountedFileIsReadByWhoeverMountsIt() throws Exception {
    try (Connection connection = new AgentFile(acme).open();
        Statement statement = connection.createStatement()) {
      assertThat(rowsThrough(statement, globex.toString())).isEqualTo(50);
    }
  }

  private static long rowsThrough(Statement statement, String file) {
    try {
      statement.execute("ATTACH '" + file + "' AS other");
      try (var row = statement.executeQuery("SELECT count(*) FROM other.messages")) {
        row.next();
        return row.getLong(1);
      } finally {
        statement.execute("DETACH other");
      }
    } catch (SQLException e) {
      return 0;
    }
  }
}
