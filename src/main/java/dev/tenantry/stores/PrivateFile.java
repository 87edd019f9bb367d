package dev.tenantry.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A file with a secret: mode 0600, in a folder of mode 0700, complete from the first moment.
 *
 * @param path where it is
 */
public record PrivateFile(Path path) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Its text. */
  public String read() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is there. */
  public boolean exists() {
    return Files.exists(path);
  }

  /** Replaces it in one step; leaves it alone if it has this text already. */
  public void write(String text) {
    if (exists() && read().equals(text)) {
      return;
    }
    try {
      Files.move(draft(text), path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its text; made if it is not there, once even if two processes come at the same time. */
  public String readOrCreate(Supplier<String> text) {
    if (exists()) {
      return read();
    }
    try {
      Path draft = draft(text.get());
      try {
        // Unlike a move, a link fails if somebody else was faster: then theirs counts.
        Files.createLink(path, draft);
      } catch (FileAlreadyExistsException e) {
        return read();
      } finally {
        Files.delete(draft);
      }
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path draft(String text) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder, OWNERS_FOLDER);
    Path draft = Files.createTempFile(folder, ".draft-", "", OWNER_ONLY);
    Files.writeString(draft, text);
    return draft;
  }
}
