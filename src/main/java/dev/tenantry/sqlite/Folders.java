package dev.tenantry.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with what is in them. */
final class Folders {
  private Folders() {}

  /** Deletes a folder, if it is there; follows no link. */
  static void delete(Path folder) throws IOException {
    for (Path file : contents(folder)) {
      Files.delete(file);
    }
  }

  /** The bytes of all files in a folder; 0 if it is not there. */
  static long bytes(Path folder) throws IOException {
    long sum = 0;
    for (Path file : contents(folder)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  /** Children before their folders. */
  private static List<Path> contents(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
