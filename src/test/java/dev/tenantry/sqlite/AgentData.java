package dev.tenantry.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** Files of agents with rows in every table. */
final class AgentData {
  static final FileOwner ACME =
      new FileOwner(new UUID(0x5000, 0x8000_0000_0000_0001L), "acme", "lab");
  static final FileOwner GLOBEX =
      new FileOwner(new UUID(0x5000, 0x8000_0000_0000_0002L), "globex", "lab");

  private AgentData() {}

  /** Rows of every type that SQLite knows, in every table. */
  static Path fill(Path file, FileOwner owner, int messages) throws SQLException {
    AgentSchema.apply(file, owner);
    try (Connection connection = new AgentFile(file).open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO conversations (id, title) VALUES ('c1', 'a'), ('c2', '')");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO messages (conversation_id, role, body) VALUES ('c1', 'user', ?)")) {
        for (int i = 0; i < messages; i++) {
          insert.setString(1, owner.tenant() + " says 'hello' \n\t\u0000 \u00e4 " + i);
          insert.execute();
        }
      }
      statement.execute(
          "INSERT INTO memories (content, embedding)"
              + " VALUES ('x', x'0000803f00000040'), ('', NULL)");
      statement.execute("UPDATE memories SET metadata = '{\"a\": 1.5}' WHERE content = 'x'");
      statement.execute(
          "INSERT INTO tool_calls (conversation_id, tool, result) VALUES ('c2', 'search', '[]')");
      statement.execute("INSERT INTO checkpoints VALUES ('t', '', 1, '{}', '2026-01-01')");
      statement.execute("INSERT INTO tasks (queue) VALUES ('mail')");
      statement.execute(
          "INSERT INTO token_usage (model, prompt_tokens, completion_tokens) VALUES ('m', 1, 2)");
      statement.execute("INSERT INTO agent_events (agent, kind) VALUES ('lab', 'turn')");
      connection.commit();
    }
    return file;
  }

  static List<TableDigest> digests(Path file) throws SQLException {
    try (Connection connection = new AgentFile(file).open()) {
      return TableDigest.all(connection);
    }
  }

  static void run(Path file, String sql) throws SQLException {
    try (Connection connection = new AgentFile(file).open();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
