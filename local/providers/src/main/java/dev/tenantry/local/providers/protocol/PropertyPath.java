package dev.tenantry.local.providers.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in a property tree, written as the engine writes it: {@code spec.hard["requests.cpu"]}.
 *
 * @param steps object keys and list positions from the root
 */
public record PropertyPath(List<Object> steps) {
  /** The root of a tree. */
  public static final PropertyPath ROOT = new PropertyPath(List.of());

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,6}");

  /** Copies the steps. */
  public PropertyPath {
    steps = List.copyOf(steps);
  }

  /** Reads a path as Kubernetes writes it: {@code spec.hard[requests.cpu]}, {@code .spec.x[0]}. */
  public static PropertyPath parse(String text) {
    List<Object> steps = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    int depth = 0;
    for (char c : text.toCharArray()) {
      boolean opens = c == '[' && depth == 0;
      boolean ends = c == '.' && depth == 0 || c == ']' && depth == 1 || opens;
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (ends) {
        addStep(steps, key.toString(), c == ']');
        key.setLength(0);
      } else {
        key.append(c);
      }
    }
    addStep(steps, key.toString(), false);
    return new PropertyPath(steps);
  }

  private static void addStep(List<Object> steps, String step, boolean bracketed) {
    if (step.isEmpty()) {
      return;
    }
    boolean position = bracketed && POSITION.matcher(step).matches();
    steps.add(position ? (Object) Integer.valueOf(step) : step.replace("\"", ""));
  }

  /** The place of a key below this one. */
  public PropertyPath child(String key) {
    return extended(key);
  }

  /** The place of a list element below this one. */
  public PropertyPath child(int position) {
    return extended(position);
  }

  private PropertyPath extended(Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return new PropertyPath(longer);
  }

  /** True when this place is the other one or lies below it. */
  public boolean isIn(PropertyPath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /** The property of the resource that this place lies in. */
  public String top() {
    return steps.isEmpty() ? "" : String.valueOf(steps.get(0));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer) {
        text.append('[').append(step).append(']');
      } else if (PLAIN_KEY.matcher(String.valueOf(step)).matches()) {
        text.append(text.isEmpty() ? "" : ".").append(step);
      } else {
        text.append("[\"").append(String.valueOf(step).replace("\"", "\\\"")).append("\"]");
      }
    }
    return text.toString();
  }
}
