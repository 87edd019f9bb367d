package dev.tenantry.cli;

import dev.tenantry.config.Words;
import dev.tenantry.plan.Change;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.PlanWords;
import dev.tenantry.plan.PropertyChange;
import dev.tenantry.plan.Remark;
import dev.tenantry.plan.Section;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan for a terminal, whole: nothing in it moves the cursor. */
final class PlanText {
  private final Plan plan;
  private final StringBuilder out = new StringBuilder();

  private PlanText(Plan plan) {
    this.plan = plan;
  }

  /** All lines, each ended by a line feed. */
  static String of(Plan plan) {
    return new PlanText(plan).text();
  }

  private String text() {
    PlanWords.source(plan)
        .ifPresent(sentence -> out.append("Note: ").append(sentence).append('\n'));
    remarks(Remark.Kind.NOTE, "  ");
    remarks(Remark.Kind.WARNING, "warning: ");
    remarks(Remark.Kind.ERROR, "error: ");
    plan.sections().forEach(this::changes);
    dangers();
    table();
    policies();
    cost();
    heading("Stack " + printable(plan.stack()) + ": " + PlanWords.headline(plan));
    out.append(PlanWords.counts(plan)).append('\n');
    return out.toString();
  }

  private void heading(String text) {
    if (out.length() > 0) {
      out.append('\n');
    }
    out.append(text).append('\n');
  }

  private void remarks(Remark.Kind kind, String before) {
    plan.remarks().stream()
        .filter(remark -> remark.kind() == kind)
        .forEach(
            remark ->
                PlanWords.remark(remark)
                    .lines()
                    .forEach(line -> out.append(before).append(printable(line)).append('\n')));
  }

  private void changes(Section section) {
    if (section.changes().isEmpty()) {
      return;
    }
    heading(printable(section.owner()));
    section.changes().forEach(this::change);
  }

  private void change(Change change) {
    String title = printable(change.type() + " " + change.name());
    out.append("  ").append(PlanWords.word(change.operation())).append(": ").append(title);
    out.append('\n');
    if (change.operation() == Operation.CHANGED || change.operation() == Operation.REPLACED) {
      change.properties().forEach(this::property);
      if (change.properties().isEmpty()) {
        out.append("      the provider does not say which properties\n");
      }
    }
  }

  private void property(PropertyChange property) {
    String values =
        Stream.of(property.before(), property.after())
            .map(value -> value.map(PlanText::printable).orElse("absent"))
            .collect(Collectors.joining(" -> "));
    String why = property.replaces() ? "  (forces the replacement)" : "";
    out.append("      ").append(printable(property.path())).append(": ").append(values).append(why);
    out.append('\n');
  }

  private void dangers() {
    if (plan.dangers().isEmpty()) {
      return;
    }
    heading("DATA MAY BE LOST");
    plan.dangers()
        .forEach(
            danger ->
                out.append(
                    "  %s: %s %s of %s: lost is %s.%s\n"
                        .formatted(
                            PlanWords.word(danger.operation()),
                            printable(danger.type()),
                            printable(danger.name()),
                            printable(danger.owner()),
                            danger.reason(),
                            danger.refused() ? " Protected: the engine will refuse." : "")));
  }

  private void table() {
    List<Section> changed =
        plan.sections().stream().filter(section -> !section.changes().isEmpty()).toList();
    if (changed.isEmpty()) {
      return;
    }
    Table table = new Table("TENANT", "CREATED", "CHANGED", "REPLACED", "DELETED", "UNCHANGED");
    changed.forEach(
        section ->
            table.row(
                Stream.concat(
                        Stream.of(printable(section.owner())),
                        PlanWords.COLUMNS.stream()
                            .map(operation -> String.valueOf(section.count(operation))))
                    .toArray(String[]::new)));
    heading(table.render().stripTrailing());
  }

  private void policies() {
    heading("Policies: " + PlanWords.policies(plan));
    plan.lowered()
        .forEach(
            one ->
                line(
                    "  %s instead of %s: %s",
                    PlanWords.word(one.level()), PlanWords.word(one.usual()), one.rule()));
    plan.verdicts()
        .forEach(
            verdict -> {
              String severity =
                  verdict.severity().map(PlanWords::word).map(word -> ", " + word).orElse("");
              line("  %s%s: %s", PlanWords.word(verdict.level()), severity, verdict.rule());
              line("      %s of %s", verdict.name(), verdict.owner());
              line("      %s", verdict.message());
              Optional.of(verdict.remedy())
                  .filter(remedy -> !remedy.isEmpty())
                  .ifPresent(remedy -> line("      What to write: %s", remedy));
            });
  }

  private void line(String format, String... texts) {
    Object[] shown = Stream.of(texts).map(PlanText::printable).toArray();
    out.append(String.format(format, shown)).append('\n');
  }

  private void cost() {
    if (plan.cost().isEmpty()) {
      return;
    }
    heading("Cost: " + PlanWords.cost(plan));
    Table table = new Table("RESOURCE", "NOW", "THEN", "AT LEAST $", "AT MOST $", "PRICE");
    plan.cost()
        .forEach(
            line ->
                table.row(
                    printable(line.name()),
                    printable(line.before()),
                    printable(line.after()),
                    PlanWords.dollars(line.least()),
                    PlanWords.dollars(line.most()),
                    line.note()));
    out.append(table.render()).append(PlanWords.COST_LIMITS).append('\n');
  }

  private static String printable(String text) {
    return Words.printable(text);
  }
}
