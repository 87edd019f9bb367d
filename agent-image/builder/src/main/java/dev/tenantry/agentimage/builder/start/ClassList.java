package dev.tenantry.agentimage.builder.start;

import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The list of classes that an application loads, as the JVM records it, made comparable: numbers
 * and details that differ from run to run are left out, the rest is sorted.
 */
final class ClassList {
  private static final Pattern NUMBERS = Pattern.compile(" (id|super|interfaces): [0-9 ]+");

  private ClassList() {}

  /** The same text for each run that loads the same classes. */
  static String normal(String recorded) {
    TreeSet<String> lines = new TreeSet<>();
    for (String line : recorded.lines().toList()) {
      // `source:`: from a class loader of the application's own; `@cp`: links that were resolved.
      boolean kept = !line.startsWith("#") && !line.startsWith("@cp ") && !line.contains("source:");
      if (kept && !line.isBlank()) {
        lines.add(NUMBERS.matcher(line).replaceAll("").trim());
      }
    }
    // Lines of `@lambda-…` name classes of the list: after them.
    StringBuilder text = new StringBuilder();
    lines.stream().filter(line -> !line.startsWith("@")).forEach(l -> text.append(l).append('\n'));
    lines.stream().filter(line -> line.startsWith("@")).forEach(l -> text.append(l).append('\n'));
    return text.toString();
  }
}
