package dev.tenantry.policies;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks rules.
 *
 * @param all in the order in which they are reported
 */
public record Rules(List<PolicyRule> all) {
  public Rules {
    all = List.copyOf(all);
    Set<String> ids = all.stream().map(one -> one.info().id()).collect(Collectors.toSet());
    if (ids.size() < all.size()) {
      throw new IllegalArgumentException("two rules have one id");
    }
  }

  /** What is wrong with one resource by itself. */
  public List<Violation> look(Resource resource) {
    List<Violation> found = new ArrayList<>();
    for (PolicyRule rule : all) {
      if (rule instanceof ResourceRule one) {
        found.addAll(one.look(resource));
      }
    }
    return found;
  }

  /** What is wrong with a stack, beyond each resource by itself. */
  public List<Violation> look(StackResources stack) {
    List<Violation> found = new ArrayList<>();
    for (PolicyRule rule : all) {
      if (rule instanceof StackRule one) {
        found.addAll(one.look(stack));
      }
    }
    return found;
  }

  /** Everything that is wrong: each resource by itself, then the stack. */
  public List<Violation> judge(StackResources stack) {
    List<Violation> found = new ArrayList<>();
    stack.all().forEach(resource -> found.addAll(look(resource)));
    found.addAll(look(stack));
    return found;
  }
}
