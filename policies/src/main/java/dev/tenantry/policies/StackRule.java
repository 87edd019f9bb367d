package dev.tenantry.policies;

import java.util.List;

/**
 * A rule that needs all resources of a stack. The engine asks it at the end of a preview and of an
 * update.
 *
 * @param info what people read about it
 * @param check reports what is wrong
 * @param parameters what a stack may change; the check reads them from its findings
 */
public record StackRule(RuleInfo info, Check check, List<Parameter> parameters)
    implements PolicyRule {
  /** Looks at a stack. */
  @FunctionalInterface
  public interface Check {
    /** Reports what is wrong; reports nothing that is not known yet. */
    void look(StackResources stack, Findings findings);
  }

  public StackRule {
    parameters = List.copyOf(parameters);
  }

  /** A rule without parameters. */
  public StackRule(RuleInfo info, Check check) {
    this(info, check, List.of());
  }

  /** The same with parameters. */
  public StackRule taking(Parameter... more) {
    return new StackRule(info, check, List.of(more));
  }

  /** What is wrong with a stack. */
  public List<Violation> look(StackResources stack) {
    Findings findings = new Findings(this);
    check.look(stack, findings);
    return findings.violations();
  }

  @Override
  public StackRule with(Level level, List<Parameter> changed) {
    return new StackRule(info.at(level), check, changed);
  }
}
