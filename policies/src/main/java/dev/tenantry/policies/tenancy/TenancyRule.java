package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.StackRule;
import java.util.ArrayList;
import java.util.List;

/** Writes a rule on a whole stack down, part by part; mandatory unless it says otherwise. */
final class TenancyRule {
  private final String id;
  private final String title;
  private final String why;
  private final List<Control> controls = new ArrayList<>();
  private Severity severity = Severity.HIGH;
  private Level level = Level.MANDATORY;

  /** Looks at a stack. */
  @FunctionalInterface
  interface Check {
    /** Reports what is known to be wrong. */
    void look(Tenancy tenancy, Findings findings);
  }

  private TenancyRule(String id, String title, String why) {
    this.id = id;
    this.title = title;
    this.why = why;
  }

  static TenancyRule named(String id, String title, String why) {
    return new TenancyRule(id, title, why);
  }

  /** Entries of a catalogue that ask for it. */
  TenancyRule asked(Catalogue catalogue, String... ids) {
    for (String one : ids) {
      controls.add(new Control(catalogue, one));
    }
    return this;
  }

  /** How bad it is; HIGH unless said. */
  TenancyRule severity(Severity how) {
    severity = how;
    return this;
  }

  /** It is reported and stops nothing. */
  TenancyRule advisory() {
    level = Level.ADVISORY;
    return this;
  }

  /** The rule itself. */
  PolicyRule rule(String remedy, Check check) {
    return new StackRule(
        new RuleInfo(id, title, why, controls, severity, level, remedy),
        (stack, findings) -> check.look(stack.reading(Tenancy.class, Tenancy::new), findings));
  }
}
