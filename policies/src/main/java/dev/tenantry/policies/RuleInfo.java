package dev.tenantry.policies;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What people read about a rule.
 *
 * @param id lower case words joined by hyphens, such as {@code pod-runs-as-non-root}; never changes
 * @param title what must hold, in one line without a full stop
 * @param why what happens to whom if it does not hold, in a sentence or two
 * @param controls where it is asked for; at least one
 * @param severity how bad a violation is
 * @param level what a violation does unless a stack says otherwise
 * @param remedy what to write instead, and where
 */
public record RuleInfo(
    String id,
    String title,
    String why,
    List<Control> controls,
    Severity severity,
    Level level,
    String remedy) {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public RuleInfo {
    controls = List.copyOf(controls);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not lower case words joined by hyphens: " + id);
    }
    if (controls.isEmpty() || title.isBlank() || why.isBlank() || remedy.isBlank()) {
      throw new IllegalArgumentException(id + " lacks a title, a reason, a control or a remedy");
    }
  }

  /** The same at another level. */
  RuleInfo at(Level other) {
    return new RuleInfo(id, title, why, controls, severity, other, remedy);
  }
}
