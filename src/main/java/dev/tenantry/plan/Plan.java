package dev.tenantry.plan;

import dev.tenantry.policies.Level;
import dev.tenantry.policies.RuleInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to say about a change of a stack.
 *
 * @param stack the stack's name
 * @param outcome what it comes to
 * @param source who answered
 * @param packs versions by name of the policy packs that were asked
 * @param lowered rules of ours that the stack has switched off or made advisory, by level and id
 * @param dangers data that would be lost
 * @param sections what tenants share, then each tenant by name
 * @param verdicts of the rules, mandatory ones first, then the most severe
 * @param cost what the bill makes of it; only what may cost otherwise than before
 * @param remarks errors and warnings, and what a test provider says of itself; secrets masked
 */
public record Plan(
    String stack,
    Outcome outcome,
    Source source,
    SortedMap<String, String> packs,
    List<LoweredRule> lowered,
    List<Danger> dangers,
    List<Section> sections,
    List<Verdict> verdicts,
    List<CostLine> cost,
    List<Remark> remarks) {
  private static final String STACK_TYPE = "pulumi:pulumi:Stack";

  private static final Comparator<Change> BY_DANGER =
      Comparator.comparing(Change::operation)
          .thenComparing(Change::type)
          .thenComparing(Change::name);

  private static final Comparator<Verdict> BY_WEIGHT =
      Comparator.comparing(Verdict::level, Comparator.reverseOrder())
          .thenComparing(
              verdict -> verdict.severity().map(Enum::ordinal).orElse(-1),
              Comparator.reverseOrder())
          .thenComparing(Verdict::owner)
          .thenComparing(Verdict::rule)
          .thenComparing(Verdict::urn)
          .thenComparing(Verdict::message);

  /** Of a stack that leaves every rule as it is. */
  public static Plan of(Preview preview, List<CostLine> cost) {
    return of(preview, cost, List.of());
  }

  /**
   * Sorts out what was answered.
   *
   * @param cost what the caller's price lists say of the same steps
   * @param lowered what the stack's settings take from the rules of our pack
   */
  public static Plan of(Preview preview, List<CostLine> cost, List<LoweredRule> lowered) {
    SecretMask mask = new SecretMask(Leaves.hidden(preview.steps()));
    Owners owners = new Owners(preview.steps());
    List<Section> sections = sections(preview.steps(), mask);
    List<Verdict> verdicts =
        preview.reports().stream()
            .map(report -> verdict(report, owners, mask))
            .distinct()
            .sorted(BY_WEIGHT)
            .toList();
    List<Remark> remarks = remarks(preview.remarks(), mask);
    return new Plan(
        preview.stack(),
        outcome(preview, sections, verdicts),
        preview.source(),
        preview.packs(),
        lowered.stream()
            .sorted(Comparator.comparing(LoweredRule::level).thenComparing(LoweredRule::rule))
            .toList(),
        dangers(preview.steps()),
        sections,
        verdicts,
        List.copyOf(cost),
        remarks);
  }

  /** How many resources of the whole stack an operation is done to. */
  public int count(Operation operation) {
    return sections.stream().mapToInt(section -> section.count(operation)).sum();
  }

  /** How many violations have a level. */
  public long count(Level level) {
    return verdicts.stream().filter(verdict -> verdict.level() == level).count();
  }

  /** Rules that the stack has brought down to a level, by id. */
  public List<String> loweredTo(Level level) {
    return lowered.stream().filter(one -> one.level() == level).map(LoweredRule::rule).toList();
  }

  /** What is said of many resources in the same words is said once: a provider warns of each. */
  private static List<Remark> remarks(List<Remark> all, SecretMask mask) {
    Map<String, List<Remark>> equal = new LinkedHashMap<>();
    for (Remark one : all) {
      String text = mask.text(one.text());
      equal
          .computeIfAbsent(one.kind() + text, key -> new ArrayList<>())
          .add(new Remark(one.kind(), one.urn(), text));
    }
    return equal.values().stream().map(Plan::first).toList();
  }

  private static Remark first(List<Remark> equal) {
    Remark first = equal.get(0);
    int more = equal.size() - 1;
    String text = more == 0 ? "" : "\n(and the same " + more + " more times)";
    return new Remark(first.kind(), first.urn(), first.text() + text);
  }

  private static Outcome outcome(Preview preview, List<Section> sections, List<Verdict> verdicts) {
    boolean error = preview.remarks().stream().anyMatch(one -> one.kind() == Remark.Kind.ERROR);
    boolean mandatory = verdicts.stream().anyMatch(one -> one.level() == Level.MANDATORY);
    // A preview that ends because of a mandatory rule has looked at everything all the same.
    if (error || !preview.finished() && !mandatory) {
      return Outcome.FAILED;
    }
    if (mandatory) {
      return Outcome.VIOLATIONS;
    }
    boolean changes = sections.stream().anyMatch(section -> !section.changes().isEmpty());
    return changes ? Outcome.CHANGES : Outcome.NO_CHANGE;
  }

  private static List<Section> sections(List<Step> steps, SecretMask mask) {
    Map<String, List<Step>> byOwner = new TreeMap<>(sharedFirst());
    for (Step step : steps) {
      if (step.custom() && !step.type().equals(STACK_TYPE)) {
        byOwner.computeIfAbsent(Owners.of(step), owner -> new ArrayList<>()).add(step);
      }
    }
    return byOwner.entrySet().stream()
        .map(entry -> section(entry.getKey(), entry.getValue(), mask))
        .toList();
  }

  private static Comparator<String> sharedFirst() {
    return Comparator.comparing((String owner) -> !owner.equals(Owners.SHARED))
        .thenComparing(Comparator.naturalOrder());
  }

  private static Section section(String owner, List<Step> steps, SecretMask mask) {
    Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      counts.put(operation, 0);
    }
    steps.forEach(step -> counts.merge(step.operation(), 1, Integer::sum));
    List<Change> changes =
        steps.stream()
            .filter(step -> step.operation() != Operation.UNCHANGED)
            .map(step -> change(step, mask))
            .sorted(BY_DANGER)
            .toList();
    return new Section(owner, counts, changes);
  }

  private static Change change(Step step, SecretMask mask) {
    return new Change(
        step.urn(), step.type(), step.name(), step.operation(), Differences.of(step, mask));
  }

  private static List<Danger> dangers(List<Step> steps) {
    return steps.stream()
        .filter(
            step -> step.operation() == Operation.REPLACED || step.operation() == Operation.DELETED)
        .flatMap(step -> danger(step).stream())
        .sorted(
            Comparator.comparing(Danger::owner, sharedFirst())
                .thenComparing(Danger::type)
                .thenComparing(Danger::name))
        .toList();
  }

  private static Optional<Danger> danger(Step step) {
    boolean refused = step.before().map(ResourceState::isProtected).orElse(false);
    return DataBearing.reason(step.type())
        .map(
            reason ->
                new Danger(
                    Owners.of(step),
                    step.urn(),
                    step.type(),
                    step.name(),
                    step.operation(),
                    reason,
                    refused));
  }

  private static Verdict verdict(Report report, Owners owners, SecretMask mask) {
    Optional<RuleInfo> info = report.info();
    return new Verdict(
        report.rule(),
        report.pack(),
        report.level(),
        report.severity().or(() -> info.map(RuleInfo::severity)),
        info.map(RuleInfo::title).orElse(""),
        info.map(RuleInfo::why).orElse(""),
        info.map(RuleInfo::remedy).orElse(""),
        info.map(RuleInfo::controls).orElse(List.of()).stream().map(Object::toString).toList(),
        owners.of(report.urn()),
        report.urn(),
        Step.typeOf(report.urn()),
        Step.nameOf(report.urn()),
        mask.text(report.message()));
  }
}
