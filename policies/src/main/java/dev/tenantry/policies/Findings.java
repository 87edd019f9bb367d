package dev.tenantry.policies;

import java.util.ArrayList;
import java.util.List;

/** Collects what one rule reports. */
public final class Findings {
  private final RuleInfo rule;
  private final List<Parameter> parameters;
  private final List<Violation> violations = new ArrayList<>();

  Findings(PolicyRule rule) {
    this.rule = rule.info();
    this.parameters = rule.parameters();
  }

  /**
   * What the rule's parameter is in this stack.
   *
   * @throws IllegalArgumentException if the rule does not take it
   */
  public Value parameter(String name) {
    return parameters.stream()
        .filter(one -> one.name().equals(name))
        .map(one -> Value.root(one.value()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(rule.id() + " takes no parameter " + name));
  }

  /**
   * Reports a message if something is known not to hold.
   *
   * @param holds what must be so
   * @param resource the one to change
   * @param message what is wrong, and where
   */
  public void require(Answer holds, Resource resource, String message) {
    if (holds == Answer.NO) {
      violations.add(new Violation(rule, resource.urn(), message));
    }
  }

  /**
   * Reports a value that is known not to be as it must.
   *
   * @param value where it is; its text is part of the message unless it is secret
   * @param wanted what it must be, such as {@code must be true}
   */
  public void require(Answer holds, Resource resource, Value value, String wanted) {
    // Most rules hold most of the time: no message is made for nothing.
    if (holds == Answer.NO) {
      report(resource, value.path() + " is " + value.shown() + "; it " + wanted);
    }
  }

  /** Reports what is wrong in any case. */
  public void report(Resource resource, String message) {
    require(Answer.NO, resource, message);
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
