package dev.tenantry.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * A database file and what lies beside it.
 *
 * @param path the database
 */
record AgentFile(Path path) {
  /** Milliseconds that a connection waits for another one's transaction. */
  private static final int PATIENCE_MILLIS = 5_000;

  private static final String MAGIC = "SQLite format 3\0";
  private static final int HEADER_BYTES = 100;
  private static final int APPLICATION_ID_AT = 68;

  AgentFile {
    path = path.toAbsolutePath().normalize();
  }

  /** Transactions that are not in the database yet. */
  Path wal() {
    return beside("-wal");
  }

  /** Everything of SQLite's own beside the database. */
  List<Path> companions() {
    return List.of(wal(), beside("-shm"), beside("-journal"));
  }

  /** What Litestream 0.5 remembers of the database. */
  Path litestream() {
    return path.resolveSibling("." + path.getFileName() + "-litestream");
  }

  /** Where a restored file is made ready; the same folder, so that a rename is atomic. */
  AgentFile draft() {
    return new AgentFile(beside(".restoring"));
  }

  Path beside(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  /**
   * Refuses to touch anything that does not begin as an agent's file does, damaged or not.
   *
   * <p>Reads the header (sqlite.org/fileformat2.html) by itself: SQLite opens no damaged file.
   */
  void refuseForeign() throws IOException {
    ByteBuffer header;
    try (InputStream in = Files.newInputStream(path)) {
      header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES));
    }
    boolean ours =
        header.limit() == HEADER_BYTES
            && new String(header.array(), 0, MAGIC.length(), US_ASCII).equals(MAGIC)
            && header.getInt(APPLICATION_ID_AT) == AgentSchema.APPLICATION_ID;
    if (!ours) {
      throw new SqlFailure(path + " is no agent's file; move it away by hand");
    }
  }

  /** A connection to a file that exists. */
  Connection open() throws SQLException {
    return open(PATIENCE_MILLIS);
  }

  Connection open(int patienceMillis) throws SQLException {
    if (!Files.isRegularFile(path)) {
      throw new SqlFailure(path + " does not exist");
    }
    SQLiteConfig config = config(patienceMillis);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return config.createConnection("jdbc:sqlite:" + path);
  }

  /** A connection that makes the file if it does not exist. */
  static Connection create(Path path) throws SQLException {
    return config(PATIENCE_MILLIS).createConnection("jdbc:sqlite:" + path.toAbsolutePath());
  }

  private static SQLiteConfig config(int patienceMillis) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(patienceMillis);
    config.enforceForeignKeys(true);
    return config;
  }
}
