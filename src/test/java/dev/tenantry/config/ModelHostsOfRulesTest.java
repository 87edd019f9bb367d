package dev.tenantry.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.policies.tenancy.ModelHosts;
import org.junit.jupiter.api.Test;

/** The policy pack refuses the hosts of models that the loader refuses. */
class ModelHostsOfRulesTest {
  @Test
  void theListsAreTheSame() {
    assertThat(ModelHosts.VENDORS).isEqualTo(ForbiddenHosts.MODEL_VENDORS);
  }
}
