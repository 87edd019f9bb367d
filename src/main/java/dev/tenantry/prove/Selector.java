package dev.tenantry.prove;

import java.util.List;
import java.util.Map;

/**
 * A label selector: all of its requirements must hold; one without any selects everything.
 *
 * @param requirements from {@code matchLabels} and {@code matchExpressions} alike
 */
public record Selector(List<Requirement> requirements) {
  /** Selects everything. */
  public static final Selector EVERYTHING = new Selector(List.of());

  /** How a requirement compares. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST
  }

  /**
   * One requirement on one label.
   *
   * @param values for {@code IN} and {@code NOT_IN}; else empty
   */
  public record Requirement(String key, Operator operator, List<String> values) {
    /** Copies the list. */
    public Requirement {
      values = List.copyOf(values);
    }

    boolean holds(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  /** Copies the list. */
  public Selector {
    requirements = List.copyOf(requirements);
  }

  /** Whether an object with these labels is selected. */
  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }
}
