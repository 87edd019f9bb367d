package dev.tenantry.local.environment.state;

import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A lock between processes; the system frees it when its holder dies. */
public final class FolderLock {
  private static final long POLL_MILLIS = 50;

  private FolderLock() {}

  /** Does the work while holding the lock; {@code onWait} runs once if somebody else holds it. */
  public static void whileHeld(Path file, Runnable onWait, Runnable work) {
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        await(channel, onWait);
        work.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(FileChannel channel, Runnable onWait) throws IOException {
    boolean told = false;
    while (attempt(channel).isEmpty()) {
      if (!told) {
        onWait.run();
        told = true;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure("interrupted while waiting for another command");
      }
    }
  }

  private static Optional<FileLock> attempt(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // Another thread of this JVM holds it: the same as another process.
      return Optional.empty();
    }
  }
}
