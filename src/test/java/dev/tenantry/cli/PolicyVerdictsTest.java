package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.automation.events.EngineEvent;
import com.pulumi.automation.events.PolicyEvent;
import org.junit.jupiter.api.Test;

/** What people read of a violation. */
class PolicyVerdictsTest {
  private static final String SAID =
      """
      mandatory: one-rule at acme-namespace (kubernetes:core/v1:Namespace)
        metadata.labels is absent
        Instead: Add it.""";

  @Test
  void aViolationIsALineAndItsMessageBelow() {
    assertThat(PolicyVerdicts.shown(event("mandatory"))).contains(SAID);
  }

  @Test
  void onlyMandatoryOnesStop() {
    var verdicts = new PolicyVerdicts();
    verdicts.accept(event("advisory"));
    assertThat(verdicts.mandatory()).isEmpty();
    verdicts.accept(event("mandatory"));
    assertThat(verdicts.mandatory()).containsExactly(SAID);
  }

  /** As the engine sends it, with its marks of colour. */
  private static EngineEvent event(String level) {
    var policy =
        new PolicyEvent(
            "urn:pulumi:dev::tenantry::tenantry:tenant:Tenant$kubernetes:core/v1:Namespace"
                + "::acme-namespace",
            "<{%fg 13%}>metadata.labels is absent\nInstead: Add it.<{%reset%}>\n",
            "raw",
            "one-rule",
            "tenantry",
            "0.1.0",
            "0.1.0",
            level);
    return new EngineEvent(0, 0, null, null, null, null, null, null, null, null, policy);
  }
}
