package dev.tenantry.policies;

import java.util.function.Predicate;

/**
 * A rule that needs one resource only, and so stops it before it exists.
 *
 * @param info what people read about it
 * @param applies which resources it is asked about
 * @param check reports what is wrong with one
 */
public record ResourceRule(RuleInfo info, Predicate<Resource> applies, Check check)
    implements PolicyRule {
  /** Looks at one resource. */
  @FunctionalInterface
  public interface Check {
    /** Reports what is wrong; reports nothing that is not known yet. */
    void look(Resource resource, Findings findings);
  }
}
