package dev.tenantry.policies;

import java.util.List;

/** A rule on one resource, or on all of a stack. It keeps nothing between two calls. */
public sealed interface PolicyRule permits ResourceRule, StackRule {
  /** What people read about it. */
  RuleInfo info();

  /** What a stack may change of it. */
  List<Parameter> parameters();

  /** The same with what a stack says. */
  PolicyRule with(Level level, List<Parameter> parameters);
}
