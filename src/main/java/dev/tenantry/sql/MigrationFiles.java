package dev.tenantry.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The migrations of PostgreSQL databases that this program carries. */
public final class MigrationFiles {
  private static final SortedMap<String, String> FILES = read();

  private MigrationFiles() {}

  /**
   * SHA-256 over the names and texts of all files below {@code db/} but SQLite's, in hexadecimal.
   */
  public static String checksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      FILES.forEach(
          (name, text) -> digest.update((name + "\0" + text).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The newest version of the tables' schema, without leading zeros. */
  public static String version() {
    return FILES.keySet().stream()
        .filter(name -> name.matches("migration/V\\d+__.*"))
        .map(name -> name.replaceFirst("migration/V0*(\\d+)__.*", "$1"))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /** Their texts by path below {@code db/}. */
  static SortedMap<String, String> all() {
    return new TreeMap<>(FILES);
  }

  private static SortedMap<String, String> read() {
    try {
      URI folder = MigrationFiles.class.getResource("/db/migration").toURI();
      if (!folder.getScheme().equals("jar")) {
        return below(Path.of(folder).getParent());
      }
      URI jar = URI.create(folder.toString().replaceFirst("!.*", "!/"));
      try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
        return below(files.getPath("/db"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, String> below(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith("sqlite")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }
}
