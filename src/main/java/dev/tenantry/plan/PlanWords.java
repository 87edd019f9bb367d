package dev.tenantry.plan;

import dev.tenantry.policies.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sentences that the terminal and the comment share. */
public final class PlanWords {
  /** Operations in the order of tables. */
  public static final List<Operation> COLUMNS =
      List.of(
          Operation.CREATED,
          Operation.CHANGED,
          Operation.REPLACED,
          Operation.DELETED,
          Operation.UNCHANGED);

  /** What the sums of {@link #cost} leave out. */
  public static final String COST_LIMITS =
      "Nodes only, at list price, for 730 hours. Without a price here: Cloud SQL, disks,"
          + " addresses, traffic and tokens.";

  /** What no Markdown can be made of. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 .+-]+");

  private PlanWords() {}

  /** The outcome with the violations. */
  public static String headline(Plan plan) {
    String advisory =
        plan.count(Level.ADVISORY) == 0 ? "" : ", " + plan.count(Level.ADVISORY) + " advisory";
    return switch (plan.outcome()) {
      case NO_CHANGE, CHANGES, FAILED -> plan.outcome().words();
      case VIOLATIONS ->
          number(plan.count(Level.MANDATORY), "mandatory violation", "mandatory violations")
              + advisory;
    };
  }

  /** What happens to how many resources of the stack. */
  public static String counts(Plan plan) {
    return counts(
            COLUMNS.stream().collect(Collectors.toMap(operation -> operation, plan::count)), true)
        + ".";
  }

  /** What happens to how many resources of a tenant, without those that stay. */
  static String counts(Section section) {
    return counts(section.counts(), false);
  }

  private static String counts(Map<Operation, Integer> counts, boolean unchanged) {
    String words =
        COLUMNS.stream()
            .filter(operation -> counts.getOrDefault(operation, 0) > 0)
            .filter(operation -> unchanged || operation != Operation.UNCHANGED)
            .map(operation -> counts.get(operation) + " " + word(operation))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "No resources" : words;
  }

  /** Whom not to trust too much; empty for the providers that deploy. */
  public static Optional<String> source(Plan plan) {
    return switch (plan.source()) {
      case ENGINE -> Optional.empty();
      case TEST_PROVIDERS ->
          Optional.of(
              "Previewed with test providers, without credentials: what exists in the cloud was not"
                  + " looked at, and what a real provider would refuse or replace is not known.");
      case OFFLINE ->
          Optional.of(
              "Made offline, from what the program declares: no engine, no provider and no state"
                  + " were asked. Everything counts as created.");
      case COMPARED ->
          Optional.of(
              "Made offline, from what the program declares before and after the change: no engine,"
                  + " no provider and no state were asked. What exists was not looked at, and a"
                  + " provider may replace more than what gets another name or place.");
    };
  }

  /** Whether the rules were asked, and what they say. */
  public static String policies(Plan plan) {
    String packs =
        plan.packs().entrySet().stream()
            .map(pack -> (pack.getKey() + " " + pack.getValue()).strip())
            .map(pack -> PLAIN.matcher(pack).matches() ? pack : "a pack with an odd name")
            .collect(Collectors.joining(", "));
    if (plan.packs().isEmpty() && plan.verdicts().isEmpty()) {
      return "no policy pack was asked";
    }
    String by =
        Stream.of(packs, lowered(plan))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    by = by.isEmpty() ? "" : " (" + by + ")";
    if (plan.verdicts().isEmpty()) {
      return plan.outcome() == Outcome.FAILED
          ? "no violation before the failure" + by
          : "no violation" + by;
    }
    return plan.count(Level.MANDATORY)
        + " mandatory, "
        + plan.count(Level.ADVISORY)
        + " advisory"
        + by;
  }

  /** How many rules the stack has taken something from; empty if from none. */
  public static String lowered(Plan plan) {
    int off = plan.loweredTo(Level.DISABLED).size();
    int advisory = plan.loweredTo(Level.ADVISORY).size();
    String only = number(advisory, "rule made advisory", "rules made advisory");
    if (off == 0) {
      return advisory == 0 ? "" : only;
    }
    String less = number(off, "rule switched off", "rules switched off");
    return advisory == 0 ? less : less + ", " + only;
  }

  /** The sums of what has a price. */
  public static String cost(Plan plan) {
    List<CostLine> priced = plan.cost().stream().filter(one -> one.most().isPresent()).toList();
    long unpriced = plan.cost().size() - (long) priced.size();
    String rest =
        unpriced == 0 ? "" : number(unpriced, "change without a price", "changes without a price");
    if (priced.isEmpty()) {
      return rest;
    }
    double least = priced.stream().mapToDouble(one -> one.least().orElse(0.0)).sum();
    double most = priced.stream().mapToDouble(one -> one.most().orElse(0.0)).sum();
    String sum =
        "between "
            + dollars(Optional.of(least))
            + " and "
            + dollars(Optional.of(most))
            + " dollars a month";
    return rest.isEmpty() ? sum : sum + ", and " + rest;
  }

  /** With its sign; a dash for none. */
  public static String dollars(Optional<Double> amount) {
    return amount
        .map(Math::round)
        .map(value -> value == 0 ? "0" : String.format(Locale.ROOT, "%+,d", value))
        .orElse("–");
  }

  /** With the resource that it is about. */
  public static String remark(Remark remark) {
    return remark.urn().isEmpty()
        ? remark.text()
        : Step.typeOf(remark.urn()) + " " + Step.nameOf(remark.urn()) + ": " + remark.text();
  }

  /** In lower case. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A number with its noun. */
  public static String number(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** A number of a table. */
  public static String countOrDash(int count) {
    return count == 0 ? "–" : Integer.toString(count);
  }
}
