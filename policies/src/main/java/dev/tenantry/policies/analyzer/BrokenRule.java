package dev.tenantry.policies.analyzer;

import dev.tenantry.policies.PolicyRule;

/** A rule failed instead of answering: which one, on what, and where in its code. */
final class BrokenRule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The failure's own message is left out: it may hold a value, and that may be secret. */
  BrokenRule(PolicyRule rule, String what, RuntimeException failure) {
    super(
        "rule %s cannot judge %s: %s at %s"
            .formatted(rule.info().id(), what, failure.getClass().getSimpleName(), place(failure)),
        failure);
  }

  private static String place(RuntimeException failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}
