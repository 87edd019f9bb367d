package dev.tenantry.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A folder of files as Kubernetes mounts a Secret: each file is a symbolic link through {@code
 * ..data}, and a change replaces that one link. Who watches or caches the file's inode misses it.
 */
final class SecretFolder {
  private static final String DATA = "..data";

  private final Path folder;
  private int version;

  SecretFolder(Path folder) {
    this.folder = folder;
  }

  /** Where the file is for its reader. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Replaces all files at once. */
  void write(Map<String, String> files) throws IOException {
    version++;
    Path data = Files.createDirectories(folder.resolve("..version-" + version));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(data.resolve(file.getKey()), file.getValue());
      if (!Files.isSymbolicLink(file(file.getKey()))) {
        Files.createSymbolicLink(file(file.getKey()), Path.of(DATA, file.getKey()));
      }
    }
    Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), data.getFileName());
    Files.move(link, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
  }
}
