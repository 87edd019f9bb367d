package dev.tenantry.config.loading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of a stack, written as one text.
 *
 * <p>A line {@code -- tenants/acme.yaml --} starts a file of stack local. After the name may follow
 * what a text file cannot show: {@code | latin-1}, {@code | bom}, {@code | repeat 300000}, {@code |
 * link}, {@code | absent}. A platform.yaml that the text does not mention is a minimal one.
 */
final class StackFiles {
  static final String PLATFORM =
      """
      cluster:
        context: test
        kubernetesVersion: v1.35
        dns: { serviceAddress: 10.96.0.10 }
        network:
          nodeRange: 10.0.0.0/20
          podRange: 10.4.0.0/14
          serviceRange: 10.96.0.0/16
      cloud: { project: test-project, projectNumber: "1234567890", regions: [europe-west1] }
      """;

  private static final Pattern HEADER = Pattern.compile("(?m)^-- (\\S+)(?: \\| (.+))? --\n");

  private StackFiles() {}

  /** The content of each file by its name and what follows it. */
  static Map<String, String> split(String archive) {
    Map<String, String> files = new LinkedHashMap<>();
    Matcher header = HEADER.matcher(archive);
    boolean more = header.find();
    while (more) {
      String name = header.group(1) + (header.group(2) == null ? "" : "|" + header.group(2));
      int start = header.end();
      more = header.find();
      files.put(name, archive.substring(start, more ? header.start() : archive.length()));
    }
    return files;
  }

  /** Writes the archive below {@code root}. */
  static void write(Path root, String archive) throws IOException {
    write(root, "platform.yaml", PLATFORM);
    for (Map.Entry<String, String> file : split(archive).entrySet()) {
      write(root, file.getKey(), file.getValue());
    }
  }

  private static void write(Path root, String name, String content) throws IOException {
    String[] parts = name.split("\\|");
    Path file = root.resolve("stacks").resolve("local").resolve(parts[0]);
    Files.createDirectories(file.getParent());
    String special = parts.length > 1 ? parts[1] : "";
    switch (special.split(" ")[0]) {
      case "latin-1" -> Files.writeString(file, content, StandardCharsets.ISO_8859_1);
      case "bom" -> Files.writeString(file, "\uFEFF" + content);
      case "repeat" -> {
        int bytes = Integer.parseInt(special.split(" ")[1]);
        Files.writeString(file, content.repeat(bytes / content.length() + 1));
      }
      case "link" -> Files.createSymbolicLink(file, Path.of("..", "platform.yaml"));
      case "absent" -> Files.deleteIfExists(file);
      default -> Files.writeString(file, content);
    }
  }
}
