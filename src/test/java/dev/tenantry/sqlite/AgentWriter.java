package dev.tenantry.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process that writes as an agent does, one numbered message a transaction, and prints each
 * number after its commit. It ends by SIGTERM between two transactions, or when it is killed.
 */
final class AgentWriter {
  private AgentWriter() {}

  public static void main(String[] args) throws SQLException, InterruptedException {
    Path file = Path.of(args[0]);
    AtomicBoolean ending = new AtomicBoolean();
    Thread writer = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ending, writer)));
    AgentSchema.apply(file, AgentData.ACME);
    try (Connection connection = new AgentFile(file).open()) {
      try (Statement statement = connection.createStatement()) {
        // The sidecar's to do.
        statement.execute("PRAGMA wal_autocheckpoint = 0");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute("INSERT OR IGNORE INTO conversations (id) VALUES ('c')");
      }
      long number = last(connection);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO messages (id, conversation_id, role, body)"
                  + " VALUES (?, 'c', 'user', ?)")) {
        while (!ending.get()) {
          number++;
          insert.setString(1, String.format("%09d", number));
          insert.setString(2, "message " + number + " " + "x".repeat((int) (number % 700)));
          insert.execute();
          System.out.println(number);
          Thread.sleep(1);
        }
      }
    }
  }

  private static void end(AtomicBoolean ending, Thread writer) {
    ending.set(true);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The highest number in the file; fails if one below it is missing. */
  static long last(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*), coalesce(max(id), '0') FROM messages")) {
      row.next();
      if (row.getLong(1) != Long.parseLong(row.getString(2))) {
        throw new AssertionError(row.getLong(1) + " rows up to " + row.getString(2));
      }
      return row.getLong(1);
    }
  }
}
