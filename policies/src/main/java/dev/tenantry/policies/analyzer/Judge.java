package dev.tenantry.policies.analyzer;

import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.StackResources;
import dev.tenantry.policies.StackRule;
import dev.tenantry.policies.Violation;
import java.util.ArrayList;
import java.util.List;

/** Asks the rules of one stack one by one, so that a failure names its rule. */
final class Judge {
  private final List<ResourceRule> ofResources = new ArrayList<>();
  private final List<StackRule> ofStacks = new ArrayList<>();

  Judge(Rules rules) {
    for (PolicyRule rule : rules.all()) {
      if (rule instanceof ResourceRule one) {
        ofResources.add(one);
      } else if (rule instanceof StackRule one) {
        ofStacks.add(one);
      }
    }
  }

  /** Those on one resource, in their order. */
  List<ResourceRule> ofResources() {
    return ofResources;
  }

  /** Whether one of its rules is about a resource. */
  boolean applies(ResourceRule rule, Resource resource) {
    try {
      return rule.applies().test(resource);
    } catch (RuntimeException failure) {
      throw new BrokenRule(rule, resource.urn(), failure);
    }
  }

  /** What one of its rules finds at a resource; nothing if the rule does not apply. */
  List<Violation> look(ResourceRule rule, Resource resource) {
    try {
      return rule.look(resource);
    } catch (RuntimeException failure) {
      throw new BrokenRule(rule, resource.urn(), failure);
    }
  }

  /** What the rules on a whole stack find. */
  List<Violation> look(StackResources stack) {
    List<Violation> found = new ArrayList<>();
    for (StackRule rule : ofStacks) {
      try {
        found.addAll(rule.look(stack));
      } catch (RuntimeException failure) {
        throw new BrokenRule(rule, "stack " + stack.stack(), failure);
      }
    }
    return found;
  }
}
