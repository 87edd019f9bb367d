package dev.tenantry.sqlite;

import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A database file that nobody else has open, and that nobody can read or write until it is closed.
 *
 * <p>Every connection in WAL mode, an idle one too, holds a shared lock on the bytes that SQLite
 * locks (sqlite.org/fileformat2.html, the lock-byte page). An exclusive one on the same bytes is
 * refused while there is any, and keeps new ones out. Locks are the kernel's: processes in other
 * containers of the same node count, those of another node do not. There the volume's access mode
 * keeps them out.
 */
final class HeldFile implements AutoCloseable {
  /** Where SQLite's lock bytes begin: PENDING, RESERVED and 510 SHARED ones. */
  private static final long LOCK_BYTES = 0x4000_0000L;

  private static final long LOCK_COUNT = 512;

  /** Longer than the header: whoever waited for the lock gets an error, not an empty database. */
  private static final String TOMBSTONE = "this agent's file was replaced or erased\n".repeat(32);

  private final FileChannel channel;

  private HeldFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the file: brings its write-ahead log into it and keeps everybody out.
   *
   * <p>A damaged file can be taken too; its log is then of no use to anybody.
   *
   * @throws SqlFailure if another process has it open
   */
  static HeldFile take(AgentFile file) {
    boolean sound = settle(file);
    try {
      FileChannel channel =
          FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(LOCK_BYTES, LOCK_COUNT, false);
      if (lock == null) {
        channel.close();
        throw held(file);
      }
      if (sound && Files.exists(file.wal())) {
        // Somebody came and was killed between the two steps.
        channel.close();
        throw held(file);
      }
      return new HeldFile(channel);
    } catch (IOException e) {
      throw new SqlFailure("cannot lock " + file.path(), e);
    }
  }

  /** Ends WAL mode, which only the last connection can, and so removes the log. */
  private static boolean settle(AgentFile file) {
    try (Connection connection = file.open(0);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
      return true;
    } catch (SQLiteException e) {
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
          || e.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT) {
        return false;
      }
      if (e.getResultCode().name().startsWith("SQLITE_BUSY")) {
        throw held(file);
      }
      throw new SqlFailure("cannot take " + file.path(), e);
    } catch (SQLException e) {
      throw new SqlFailure("cannot take " + file.path(), e);
    }
  }

  private static SqlFailure held(AgentFile file) {
    return new SqlFailure(
        file.path()
            + " is held by another process: stop the agent's pod (and its sidecar) first, for"
            + " example kubectl scale --replicas=0; nothing was changed");
  }

  /** Makes what was taken unusable, after it lost its name. */
  void bury() throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(TOMBSTONE.getBytes(StandardCharsets.US_ASCII)), 0);
    channel.force(true);
  }

  /** Persists a folder's entries. */
  static void sync(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new SqlFailure("cannot release the file", e);
    }
  }
}
