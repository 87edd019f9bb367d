package dev.tenantry.policies.analyzer;

import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.StackResources;
import dev.tenantry.policies.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the rules of one stack one by one, so that a failure names its rule. */
final class Judge {
  private final Map<PolicyRule, Rules> alone = new LinkedHashMap<>();
  private final List<ResourceRule> ofResources = new ArrayList<>();

  Judge(Rules rules) {
    for (PolicyRule rule : rules.all()) {
      alone.put(rule, new Rules(List.of(rule)));
      if (rule instanceof ResourceRule one) {
        ofResources.add(one);
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
      return alone.get(rule).look(resource);
    } catch (RuntimeException failure) {
      throw new BrokenRule(rule, resource.urn(), failure);
    }
  }

  /** What the rules on a whole stack find. */
  List<Violation> look(StackResources stack) {
    List<Violation> found = new ArrayList<>();
    alone.forEach(
        (rule, only) -> {
          try {
            found.addAll(only.look(stack));
          } catch (RuntimeException failure) {
            throw new BrokenRule(rule, "stack " + stack.stack(), failure);
          }
        });
    return found;
  }
}
