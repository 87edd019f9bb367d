package dev.tenantry.local.environment.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that are complete from the first moment and never readable by other users. */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_RUNS =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Writes a file with mode 0600. */
  public static void write(Path file, String text) {
    replace(file, text, OWNER_ONLY);
  }

  /** Writes a script with mode 0700. */
  public static void writeScript(Path file, String text) {
    replace(file, text, OWNER_RUNS);
  }

  private static void replace(Path file, String text, Set<PosixFilePermission> mode) {
    try {
      Files.createDirectories(file.getParent());
      Path draft =
          Files.createTempFile(
              file.getParent(), ".draft-", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(draft, text);
      Files.setPosixFilePermissions(draft, mode);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
