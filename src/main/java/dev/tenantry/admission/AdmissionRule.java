package dev.tenantry.admission;

import java.util.List;

/**
 * One rule: what it judges, what must be true, and what a tenant reads otherwise.
 *
 * @param id names the policy, its binding, its golden and its test cases
 * @param why what could happen without the rule
 * @param scope what is judged
 * @param source the catalogue or the incident that asks for the rule
 * @param checks all of them must hold
 */
public record AdmissionRule(String id, String why, Scope scope, String source, List<Check> checks) {
  /** Copies the list. */
  public AdmissionRule {
    checks = List.copyOf(checks);
  }

  /** A rule with one check. */
  static AdmissionRule of(
      String id, String why, Scope scope, String source, String expression, String message) {
    return new AdmissionRule(id, why, scope, source, List.of(new Check(expression, message)));
  }

  /**
   * One condition.
   *
   * @param expression CEL over {@code object}, {@code oldObject} and the scope's variables
   * @param message what is wrong and the way out
   */
  public record Check(String expression, String message) {}
}
