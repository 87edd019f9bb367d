package dev.tenantry.plan;

import dev.tenantry.policies.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan as one comment of a pull request.
 *
 * <p>Its first line names the stack, unseen, so that the next run finds the comment and rewrites
 * it.
 */
public final class PlanMarkdown {
  /** GitHub refuses a longer comment: "body is too long (maximum is 65536 characters)". */
  public static final int LENGTH_MAX = 65_536;

  /** Room for the heading and the banner of losses, with the longest names and addresses. */
  public static final int LENGTH_MIN = 1_000;

  private static final int BANNER = 0;
  private static final int ERRORS = 1;
  private static final int TENANTS = 2;
  private static final int POLICIES = 3;
  private static final int COST = 4;
  private static final int REMARKS = 5;
  private static final int LOWERED = 6;
  private static final int DANGEROUS_DIFFS = 7;
  private static final int DIFFS = 8;
  private static final int REMEDIES = 9;

  private final Plan plan;
  private final String elsewhere;
  private final int limit;

  private PlanMarkdown(Plan plan, String elsewhere, int limit) {
    this.plan = plan;
    this.elsewhere = elsewhere;
    this.limit = limit;
  }

  /**
   * The comment of a plan alone, never longer than {@link #LENGTH_MAX}.
   *
   * @param details address of the whole plan, such as the run's; empty if there is none
   */
  public static String of(Plan plan, Optional<String> details) {
    return of(plan, details, LENGTH_MAX);
  }

  /**
   * The comment, or a part of one that has other stacks too.
   *
   * @param details address of the whole plan, such as the run's; empty if there is none
   * @param limit how many characters it may have: {@link #LENGTH_MIN} or more
   */
  public static String of(Plan plan, Optional<String> details, int limit) {
    String command = Markdown.code("tenantry plan " + plan.stack() + " --json FILE");
    String where = details.map(address -> "[the run](" + address + ") and ").orElse("");
    return new PlanMarkdown(plan, where + command, limit).text();
  }

  /** What the comment of a stack begins with. */
  public static String marker(String stack) {
    // A stack is a folder that the pull request may have named.
    return "<!-- tenantry-plan: " + stack.replaceAll("[^A-Za-z0-9._-]", "_") + " -->";
  }

  private String text() {
    List<List<Part>> groups = new ArrayList<>();
    groups.add(List.of(Part.whole(BANNER, heading())));
    groups.add(source());
    groups.add(remarks(Remark.Kind.ERROR, ERRORS));
    groups.add(dangers());
    groups.add(tenants());
    groups.add(policies());
    groups.add(PlanLowered.part(plan, LOWERED));
    groups.add(remedies());
    groups.add(cost());
    groups.add(remarks(Remark.Kind.WARNING, REMARKS));
    plan.sections().forEach(section -> groups.add(PlanDiff.part(section, DANGEROUS_DIFFS, DIFFS)));
    String ending =
        "\n**Cut:** there is room for "
            + limit
            + " characters, and this plan has more. All of it: "
            + elsewhere
            + ".\n";
    return Assembly.of(limit, Assembly.parts(groups), ending);
  }

  private String heading() {
    return marker(plan.stack())
        + "\n## Plan of stack "
        + Markdown.code(plan.stack())
        + ": "
        + PlanWords.headline(plan)
        + "\n\n"
        + PlanWords.counts(plan)
        + "\n\n";
  }

  private List<Part> source() {
    return PlanWords.source(plan)
        .map(sentence -> "> [!NOTE]\n> " + sentence + "\n" + testProviders() + "\n")
        .map(note -> List.of(Part.whole(ERRORS, note)))
        .orElse(List.of());
  }

  private String testProviders() {
    return plan.remarks().stream()
        .filter(remark -> remark.kind() == Remark.Kind.NOTE)
        .map(remark -> "> - " + Markdown.code(Shortened.from(remark.text(), 0)) + "\n")
        .collect(Collectors.joining());
  }

  private List<Part> dangers() {
    if (plan.dangers().isEmpty()) {
      return List.of();
    }
    List<String> lines =
        plan.dangers().stream()
            .map(
                danger ->
                    "> - **%s** %s %s of %s: lost is %s.%s\n"
                        .formatted(
                            PlanWords.word(danger.operation()),
                            Markdown.code(danger.type()),
                            Markdown.code(danger.name()),
                            Markdown.code(danger.owner()),
                            danger.reason(),
                            danger.refused() ? " Protected: the engine will refuse." : ""))
            .toList();
    String opening =
        "> [!CAUTION]\n> **Data may be lost: "
            + PlanWords.number(
                lines.size(), "resource that holds data is", "resources that hold" + " data are")
            + " replaced or deleted.**\n";
    return List.of(new Part(BANNER, opening, lines, "> - … and %d more.\n", "\n", true));
  }

  private List<Part> tenants() {
    List<String> rows =
        plan.sections().stream()
            .filter(section -> !section.changes().isEmpty())
            .map(PlanMarkdown::row)
            .toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    long still = plan.sections().size() - rows.size();
    String closing =
        still == 0 ? "\n" : "\nUnchanged: " + PlanWords.number(still, "other", "others") + ".\n\n";
    String opening =
        "| Tenant | Created | Changed | Replaced | Deleted | Unchanged |\n"
            + "|---|---:|---:|---:|---:|---:|\n";
    return List.of(new Part(TENANTS, opening, rows, "| … and %d more | | | | | |\n", closing));
  }

  private static String row(Section section) {
    return "| "
        + Markdown.cell(section.owner())
        + (section.owner().equals(Owners.SHARED) ? " (shared)" : "")
        + " | "
        + PlanWords.COLUMNS.stream()
            .map(operation -> PlanWords.countOrDash(section.count(operation)))
            .collect(Collectors.joining(" | "))
        + " |\n";
  }

  private List<Part> policies() {
    String title = "### Policies: " + PlanWords.policies(plan) + "\n\n";
    if (plan.verdicts().isEmpty()) {
      return List.of(Part.whole(POLICIES, title));
    }
    List<String> rows = plan.verdicts().stream().map(PlanMarkdown::row).toList();
    String opening =
        title
            + "| Level | Severity | Rule | Tenant | Resource | What is wrong |\n"
            + "|---|---|---|---|---|---|\n";
    return List.of(new Part(POLICIES, opening, rows, "| … and %d more | | | | | |\n", "\n"));
  }

  private static String row(Verdict verdict) {
    String level = PlanWords.word(verdict.level());
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            verdict.level() == Level.MANDATORY ? "**" + level + "**" : level,
            verdict.severity().map(PlanWords::word).orElse("–"),
            Markdown.cell(verdict.rule()),
            Markdown.cell(verdict.owner()),
            Markdown.cell(verdict.name()),
            Markdown.cell(Shortened.from(verdict.message(), 0)));
  }

  private List<Part> remedies() {
    List<String> lines =
        plan.verdicts().stream()
            .filter(verdict -> !verdict.remedy().isEmpty())
            .map(
                verdict ->
                    "- %s: %s. %s\n  What to write: %s\n"
                        .formatted(
                            Markdown.code(verdict.rule()),
                            Markdown.prose(verdict.title()),
                            Markdown.prose(verdict.why()),
                            Markdown.prose(verdict.remedy())))
            .distinct()
            .toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Part(
            REMEDIES,
            "<details><summary>Why these rules, and what to write instead</summary>\n\n",
            lines,
            "- … and %d more rules.\n",
            "\n</details>\n\n"));
  }

  private List<Part> cost() {
    if (plan.cost().isEmpty()) {
      return List.of();
    }
    List<String> rows =
        plan.cost().stream()
            .map(
                line ->
                    "| %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                            Markdown.cell(line.name()),
                            Markdown.cell(line.before()),
                            Markdown.cell(line.after()),
                            PlanWords.dollars(line.least()),
                            PlanWords.dollars(line.most()),
                            line.note().replace("|", "\\|")))
            .toList();
    String opening =
        "### Cost: "
            + PlanWords.cost(plan)
            + "\n\n"
            + "| Resource | Now | Then | At least, $ a month | At most, $ a month | Price |\n"
            + "|---|---|---|---:|---:|---|\n";
    return List.of(
        new Part(
            COST,
            opening,
            rows,
            "| … and %d more | | | | | |\n",
            "\n" + PlanWords.COST_LIMITS + "\n\n"));
  }

  private List<Part> remarks(Remark.Kind kind, int priority) {
    List<String> blocks =
        plan.remarks().stream()
            .filter(remark -> remark.kind() == kind)
            .map(remark -> Markdown.block(PlanWords.remark(remark)))
            .toList();
    if (blocks.isEmpty()) {
      return List.of();
    }
    String title = kind == Remark.Kind.ERROR ? "### Errors\n\n" : "### Warnings\n\n";
    return List.of(new Part(priority, title, blocks, "… and %d more.\n", "\n"));
  }
}
