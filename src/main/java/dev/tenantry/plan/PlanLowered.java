package dev.tenantry.plan;

import dev.tenantry.policies.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What no verdict tells: which rules were not asked, or cannot stop anything; folded. */
final class PlanLowered {
  /** Rules that are named for a level: enough for those that anybody lowers one by one. */
  private static final int NAMES_MAX = 40;

  private PlanLowered() {}

  /** The fold of a plan; none if the stack leaves every rule as it is. */
  static List<Part> part(Plan plan, int priority) {
    List<String> lines =
        Stream.of(line(plan, Level.DISABLED), line(plan, Level.ADVISORY))
            .flatMap(Optional::stream)
            .toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    String opening =
        "<details><summary>By the stack's policies.json: "
            + PlanWords.lowered(plan)
            + "</summary>\n\n";
    return List.of(
        new Part(priority, opening, lines, "- … and %d more levels.\n", "\n</details>\n\n"));
  }

  private static Optional<String> line(Plan plan, Level level) {
    List<String> rules = plan.loweredTo(level);
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    int more = rules.size() - NAMES_MAX;
    String names =
        rules.stream().limit(NAMES_MAX).map(Markdown::code).collect(Collectors.joining(", "));
    return Optional.of(
        "- "
            + PlanWords.word(level)
            + ": "
            + names
            + (more > 0 ? " and " + more + " more; the JSON names all" : "")
            + "\n");
  }
}
