package dev.tenantry.agentimage.builder.layout;

import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks an image's layers into a folder as a container runtime does: modes and times as the
 * layers have them, because a start cache fits only files of the same time. Only images of this
 * builder: no layer of theirs removes a file of another.
 */
public final class Unpacking {
  private final Path folder;
  private final Map<Path, TarArchiveEntry> folders = new TreeMap<>();

  private Unpacking(Path folder) {
    this.folder = folder;
  }

  /** Unpacks the image of a layout into a folder, which is emptied first. */
  public static void unpack(OciLayout layout, Path folder) {
    Unpacking unpacking = new Unpacking(Folders.fresh(folder));
    try {
      for (Descriptor layer : layout.layers(layout.image())) {
        try (InputStream input = Files.newInputStream(layout.blob(layer));
            TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(input))) {
          unpacking.layer(tar);
        }
      }
      // Last: writing into a folder changes its time.
      for (Map.Entry<Path, TarArchiveEntry> entry : unpacking.folders.entrySet()) {
        attributes(entry.getKey(), entry.getValue());
      }
    } catch (IOException e) {
      throw new Failure("cannot unpack the image into " + folder, e);
    }
  }

  private void layer(TarArchiveInputStream tar) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = folder.resolve(entry.getName()).normalize();
      if (!file.startsWith(folder) || !file.getParent().toRealPath().startsWith(real())) {
        throw new Failure("a layer has an entry outside of the image: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
        folders.put(file, entry);
      } else if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, file);
        attributes(file, entry);
      }
    }
  }

  private Path real() throws IOException {
    return folder.toRealPath();
  }

  private static void attributes(Path file, TarArchiveEntry entry) throws IOException {
    // 1000: the sticky bit of /tmp, which Java's permissions do not have.
    int mode = entry.getMode() & 07777;
    if (mode > 0777) {
      Files.setAttribute(file, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
    } else {
      Files.setPosixFilePermissions(file, permissions(mode));
    }
    Files.setLastModifiedTime(file, FileTime.from(entry.getLastModifiedTime().toInstant()));
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    // The constants are in the order of the bits, the owner's read first.
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & (0400 >> permission.ordinal())) != 0) {
        set.add(permission);
      }
    }
    return set;
  }
}
