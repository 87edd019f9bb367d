package dev.tenantry.policies;

/** A rule on one resource, or on all of a stack. It keeps nothing between two calls. */
public sealed interface PolicyRule permits ResourceRule, StackRule {
  /** What people read about it. */
  RuleInfo info();
}
