package dev.tenantry.conform;

import dev.tenantry.contract.Mode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects verdicts while checks run. A rule that failed once has failed; a rule that nothing was
 * said about was not checked.
 */
final class Findings {
  private final Map<Rule, Finding> found = new EnumMap<>(Rule.class);

  /** What one check does; it returns if the rule holds. */
  interface Check {
    void run() throws Exception;
  }

  /** The rule does not hold. */
  static final class Unmet extends Exception {
    private static final long serialVersionUID = 1L;

    Unmet(String expected, String seen) {
      super("expected " + expected + "; saw " + seen);
    }
  }

  /** Nothing can be said about the rule. */
  static final class Unchecked extends Exception {
    private static final long serialVersionUID = 1L;

    Unchecked(String why) {
      super(why);
    }
  }

  /** Throws unless {@code holds}. */
  static void expect(boolean holds, String expected, Object seen) throws Unmet {
    if (!holds) {
      throw new Unmet(expected, String.valueOf(seen));
    }
  }

  /** Runs a check and notes its verdict. Whatever it throws is a failure of the rule. */
  void check(Rule rule, Check check) {
    try {
      check.run();
      note(new Finding(rule, Verdict.PASS, ""));
    } catch (Unmet e) {
      note(new Finding(rule, Verdict.FAIL, e.getMessage()));
    } catch (Unchecked e) {
      skip(rule, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      skip(rule, "the run was interrupted");
    } catch (Exception e) {
      note(new Finding(rule, Verdict.FAIL, "expected an answer; saw " + Words.of(e)));
    }
  }

  /** Notes why a rule was not checked; what was found before stays. */
  void skip(Rule rule, String why) {
    found.putIfAbsent(rule, new Finding(rule, Verdict.NOT_CHECKED, why));
  }

  /** Whether the rule was checked and held. */
  boolean holds(Rule rule) {
    Finding finding = found.get(rule);
    return finding != null && finding.verdict() == Verdict.PASS;
  }

  /**
   * Ends a check that says nothing unless another rule holds.
   *
   * @throws Unchecked if that one does not, or was not checked
   */
  void require(Rule other) throws Unchecked {
    if (!holds(other)) {
      throw new Unchecked("says nothing as long as " + other.id() + " does not hold");
    }
  }

  /** Whether it was noted why the rule was not checked. */
  boolean isSkipped(Rule rule) {
    Finding finding = found.get(rule);
    return finding != null && finding.verdict() == Verdict.NOT_CHECKED;
  }

  /**
   * Every rule of a mode.
   *
   * @param otherwise why rules were not checked that nothing was said about
   */
  Report report(Mode mode, String otherwise) {
    List<Finding> all = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      if (rule.modes().contains(mode)) {
        String why = rule.reach() == Reach.NOWHERE ? rule.check() : otherwise;
        all.add(found.getOrDefault(rule, new Finding(rule, Verdict.NOT_CHECKED, why)));
      }
    }
    return new Report(all);
  }

  private synchronized void note(Finding finding) {
    Finding before = found.get(finding.rule());
    if (before == null || before.verdict() != Verdict.FAIL) {
      found.put(finding.rule(), finding);
    }
  }
}
