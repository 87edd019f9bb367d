package dev.tenantry.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fenced blocks of README.md, in order.
 *
 * <p>A {@code shell} block is run, a {@code yaml} block is written to the path that the paragraph
 * before it names last, a {@code text} block is only shown.
 */
final class Readme {
  private Readme() {}

  /**
   * One block.
   *
   * @param language what follows the opening fence
   * @param lines content without the fences
   * @param path the last file that was named before the block, if any
   */
  record Block(String language, List<String> lines, Optional<Path> path) {}

  static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> content = new ArrayList<>();
    Optional<Path> named = Optional.empty();
    String language = "";
    for (String line : read()) {
      boolean fence = line.startsWith("```");
      if (fence && language.isEmpty()) {
        language = line.substring(3);
        content = new ArrayList<>();
      } else if (fence) {
        blocks.add(new Block(language, List.copyOf(content), named));
        language = "";
      } else if (!language.isEmpty()) {
        content.add(line);
      } else if (line.matches(".*`stacks/[^`]+\\.yaml`.*")) {
        named = Optional.of(Path.of(line.replaceAll(".*`(stacks/[^`]+\\.yaml)`.*", "$1")));
      }
    }
    return blocks;
  }

  private static List<String> read() {
    try {
      return Files.readAllLines(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
