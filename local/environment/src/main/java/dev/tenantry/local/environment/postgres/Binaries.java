package dev.tenantry.local.environment.postgres;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.state.FolderLock;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once per version into the cache folder. */
final class Binaries {
  private static final int EXECUTABLE_BIT = 0100;

  private final Path cache;

  Binaries(Path cache) {
    this.cache = cache;
  }

  /** The folder that holds bin, lib and share. */
  Path folder() {
    URL archive = archive();
    Path folder = cache.resolve("postgres").resolve(jarName(archive));
    if (Files.exists(folder)) {
      return folder;
    }
    Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
    FolderLock.whileHeld(lock, () -> {}, () -> unpackOnce(archive, folder));
    return folder;
  }

  private static void unpackOnce(URL archive, Path folder) {
    if (Files.exists(folder)) {
      return;
    }
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    try {
      StateFolder.deleteTree(draft);
      unpack(archive, draft);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Failure("cannot unpack PostgreSQL to " + folder, e);
    }
  }

  private static URL archive() {
    String arch = System.getProperty("os.arch");
    String name =
        switch (arch) {
          case "amd64" -> "postgres-linux-x86_64.txz";
          case "aarch64" -> "postgres-linux-arm_64.txz";
          default -> throw new Failure("no PostgreSQL for " + arch + ": set PGHOST to a server");
        };
    URL archive = Binaries.class.getClassLoader().getResource(name);
    if (archive == null) {
      throw new Failure(name + " is not on the class path: build local/environment again");
    }
    return archive;
  }

  /** The jar's name holds the version and the architecture. */
  private static String jarName(URL archive) {
    String jar = archive.getPath().substring(0, archive.getPath().indexOf(".jar!"));
    return jar.substring(jar.lastIndexOf('/') + 1);
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        Path place = target.resolve(entry.getName()).normalize();
        if (!place.startsWith(target)) {
          throw new IOException("entry outside of the archive's folder: " + entry.getName());
        }
        place(tar, entry, place);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path place)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      return;
    }
    Files.createDirectories(place.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, place);
    boolean program = (entry.getMode() & EXECUTABLE_BIT) != 0;
    Files.setPosixFilePermissions(
        place, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
