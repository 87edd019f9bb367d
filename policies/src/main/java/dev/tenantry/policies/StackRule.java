package dev.tenantry.policies;

/**
 * A rule that needs all resources of a stack. The engine asks it at the end of a preview and of an
 * update.
 *
 * @param info what people read about it
 * @param check reports what is wrong
 */
public record StackRule(RuleInfo info, Check check) implements PolicyRule {
  /** Looks at a stack. */
  @FunctionalInterface
  public interface Check {
    /** Reports what is wrong; reports nothing that is not known yet. */
    void look(StackResources stack, Findings findings);
  }
}
