package dev.tenantry.policies;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A rule that needs one resource only, and so stops it before it exists.
 *
 * @param info what people read about it
 * @param applies which resources it is asked about
 * @param check reports what is wrong with one
 * @param parameters what a stack may change; the check reads them from its findings
 * @param remedy what to add if a stack asks for it; none where a person must decide
 */
public record ResourceRule(
    RuleInfo info,
    Predicate<Resource> applies,
    Check check,
    List<Parameter> parameters,
    Optional<Remedy> remedy)
    implements PolicyRule {
  /** Looks at one resource. */
  @FunctionalInterface
  public interface Check {
    /** Reports what is wrong; reports nothing that is not known yet. */
    void look(Resource resource, Findings findings);
  }

  public ResourceRule {
    parameters = List.copyOf(parameters);
  }

  /** A rule without parameters and without a remedy. */
  public ResourceRule(RuleInfo info, Predicate<Resource> applies, Check check) {
    this(info, applies, check, List.of(), Optional.empty());
  }

  /** The same with parameters. */
  public ResourceRule taking(Parameter... more) {
    return new ResourceRule(info, applies, check, List.of(more), remedy);
  }

  /** The same with a remedy. */
  public ResourceRule remediedBy(Remedy adds) {
    return new ResourceRule(info, applies, check, parameters, Optional.of(adds));
  }

  /** What is wrong with a resource; nothing if the rule is not asked about it. */
  public List<Violation> look(Resource resource) {
    if (!applies.test(resource)) {
      return List.of();
    }
    Findings findings = new Findings(this);
    check.look(resource, findings);
    return findings.violations();
  }

  @Override
  public ResourceRule with(Level level, List<Parameter> changed) {
    return new ResourceRule(info.at(level), applies, check, changed, remedy);
  }
}
