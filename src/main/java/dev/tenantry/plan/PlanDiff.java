package dev.tenantry.plan;

import java.util.List;
import java.util.Optional;

/** What changes of one tenant, folded. */
final class PlanDiff {
  /** Of one resource; more of them is a new resource rather than a changed one. */
  private static final int PROPERTIES_MAX = 40;

  private PlanDiff() {}

  /** The fold of a section; none if nothing changes. */
  static List<Part> part(Section section, int dangerous, int harmless) {
    if (section.changes().isEmpty()) {
      return List.of();
    }
    boolean danger = section.count(Operation.REPLACED) + section.count(Operation.DELETED) > 0;
    String opening =
        "<details><summary>"
            + Markdown.html(section.owner())
            + ": "
            + PlanWords.counts(section)
            + "</summary>\n\n```diff\n";
    return List.of(
        new Part(
            danger ? dangerous : harmless,
            opening,
            section.changes().stream().map(PlanDiff::lines).toList(),
            "# … and %d more resources\n",
            "```\n\n</details>\n\n"));
  }

  /** Every line begins with a sign, so that none of them can end the fence. */
  static String lines(Change change) {
    String title = Markdown.line(change.type() + " " + change.name());
    return switch (change.operation()) {
      case CREATED -> "+ " + title + "\n";
      case DELETED -> "- " + title + "\n";
      case REPLACED -> "! " + title + " is replaced\n" + properties(change);
      case CHANGED -> "! " + title + "\n" + properties(change);
      case UNCHANGED -> "";
    };
  }

  private static String properties(Change change) {
    StringBuilder lines = new StringBuilder();
    change.properties().stream()
        .limit(PROPERTIES_MAX)
        .forEach(
            property -> {
              String why = property.replaces() ? "  (forces the replacement)" : "";
              lines.append(line("-", property.path(), property.before(), ""));
              lines.append(line("+", property.path(), property.after(), why));
            });
    int more = change.properties().size() - PROPERTIES_MAX;
    if (more > 0) {
      lines.append("#   … and ").append(more).append(" more properties\n");
    }
    if (change.properties().isEmpty()) {
      lines.append("#   the provider does not say which properties\n");
    }
    return lines.toString();
  }

  private static String line(String sign, String path, Optional<String> value, String after) {
    return value
        .map(text -> sign + "   " + Markdown.line(shortPath(path) + ": " + text) + after + "\n")
        .orElse("");
  }

  private static String shortPath(String path) {
    return Shortened.from(path, 0);
  }
}
