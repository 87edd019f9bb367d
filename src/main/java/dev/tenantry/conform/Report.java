package dev.tenantry.conform;

import java.util.List;
import java.util.Optional;

/**
 * What was found about every rule of one mode, in the order of {@link Rule}.
 *
 * @param findings one for each rule of the mode
 */
public record Report(List<Finding> findings) {
  /** Copies the findings. */
  public Report {
    findings = List.copyOf(findings);
  }

  /** What was found about {@code rule}; empty if it is no rule of this mode. */
  public Optional<Finding> of(Rule rule) {
    return findings.stream().filter(one -> one.rule() == rule).findFirst();
  }

  /** Rules that must hold and do not. */
  public List<Rule> violations() {
    return failed(Level.MUST);
  }

  /** Rules that should hold and do not. */
  public List<Rule> shortfalls() {
    return failed(Level.SHOULD);
  }

  /** How many findings have this verdict. */
  public long count(Verdict verdict) {
    return findings.stream().filter(one -> one.verdict() == verdict).count();
  }

  private List<Rule> failed(Level level) {
    return findings.stream()
        .filter(one -> one.verdict() == Verdict.FAIL && one.rule().level() == level)
        .map(Finding::rule)
        .toList();
  }
}
