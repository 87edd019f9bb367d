package dev.tenantry.tidy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that are written by hand or checked in: no build products, no state. */
final class RepositoryFiles {
  private static final Set<String> LEFT_OUT = Set.of(".git", "target", ".tenantry", ".idea");

  private RepositoryFiles() {}

  /** All text files, relative to the project's root, sorted. */
  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("."))) {
      return files
          .map(Path::normalize)
          .filter(Files::isRegularFile)
          .filter(file -> !isLeftOut(file) && !file.toString().endsWith(".png"))
          .sorted()
          .toList();
    }
  }

  /** All Java files of every Maven project here. */
  static List<Path> java() throws IOException {
    return all().stream().filter(file -> file.toString().endsWith(".java")).toList();
  }

  private static boolean isLeftOut(Path file) {
    for (Path part : file) {
      if (LEFT_OUT.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }
}
