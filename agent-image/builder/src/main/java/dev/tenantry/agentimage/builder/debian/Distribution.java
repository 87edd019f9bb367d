package dev.tenantry.agentimage.builder.debian;

import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of a distribution for one processor.
 *
 * @param id as os-release has it: debian, ubuntu
 * @param version as os-release has it: 12, 24.04
 * @param architecture as the distribution calls it: amd64, arm64
 */
public record Distribution(String id, String version, String architecture) {
  private static final Pattern LABEL = Pattern.compile("([a-z]+)-([0-9.]+)-(amd64|arm64)");

  /** Reads {@code debian-12-amd64}. */
  public static Distribution parse(String label) {
    Matcher parts = LABEL.matcher(label);
    if (!parts.matches()) {
      throw new Failure(
          "'" + label + "' names no distribution; expected for example debian-12-amd64");
    }
    return new Distribution(parts.group(1), parts.group(2), parts.group(3));
  }

  /**
   * What this machine runs.
   *
   * @param osRelease the file /etc/os-release
   * @param processor Java's os.arch
   */
  public static Distribution of(Path osRelease, String processor) {
    String text;
    try {
      text = Files.readString(osRelease);
    } catch (IOException e) {
      throw new Failure("cannot tell which distribution this machine runs", e);
    }
    return new Distribution(
        value(text, "ID").orElse("linux"),
        value(text, "VERSION_ID").orElse("0"),
        architecture(processor));
  }

  /** The distribution's name of a processor of Java's os.arch. */
  public static String architecture(String processor) {
    return switch (processor) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> throw new Failure("no image is made for processor " + processor);
    };
  }

  /** For instance {@code debian-12-amd64}. */
  public String label() {
    return id + "-" + version + "-" + architecture;
  }

  /** The folder of this processor's libraries, for instance {@code x86_64-linux-gnu}. */
  public String libraries() {
    return architecture.equals("amd64") ? "x86_64-linux-gnu" : "aarch64-linux-gnu";
  }

  private static Optional<String> value(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1).replace("\"", ""))
        .findFirst();
  }
}
