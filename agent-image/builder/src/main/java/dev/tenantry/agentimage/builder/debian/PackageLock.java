package dev.tenantry.agentimage.builder.debian;

import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The packages of the root file system, sorted by name.
 *
 * <p>As a file: a line {@code distribution LABEL}, then {@code NAME VERSION SHA256} on each line;
 * {@code #} starts a comment. It holds no address: apt knows where its packages are.
 */
public record PackageLock(Distribution distribution, List<LockedPackage> packages) {
  private static final int PACKAGE_WORDS = 3;
  private static final int SHA256_LENGTH = 64;

  /**
   * Reads a file.
   *
   * @throws Failure if a line is none of those above; the message has the line's number
   */
  public static PackageLock read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new Failure("cannot read the lock " + file, e);
    }
    Distribution distribution = null;
    List<LockedPackage> packages = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String[] words = lines.get(number - 1).replaceAll("#.*", "").trim().split("\\s+");
      if (words.length == 2 && words[0].equals("distribution")) {
        distribution = Distribution.parse(words[1]);
      } else if (words.length == PACKAGE_WORDS && words[2].length() == SHA256_LENGTH) {
        packages.add(new LockedPackage(words[0], words[1], words[2]));
      } else if (!words[0].isEmpty()) {
        throw new Failure(
            file + ":" + number + ": expected 'distribution LABEL' or 'NAME VERSION SHA256'");
      }
    }
    if (distribution == null || packages.isEmpty()) {
      throw new Failure(file + ": names no distribution or no package");
    }
    return new PackageLock(distribution, List.copyOf(packages));
  }

  /** The file's text. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            "# Packages of the image's root file system. `make image-lock` writes this file.\n");
    text.append("distribution ").append(distribution.label()).append('\n');
    for (LockedPackage item : packages) {
      text.append(String.join(" ", item.name(), item.version(), item.sha256())).append('\n');
    }
    return text.toString();
  }
}
