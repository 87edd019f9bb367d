package dev.tenantry.policies.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.Delivery;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.PodRole;
import dev.tenantry.policies.kubernetes.TenantNames;
import org.junit.jupiter.api.Test;

/** The rules know what is a tenant's by the names that the program gives. */
class TenantNamesTest {
  @Test
  void areTheProgramsOwn() {
    assertThat(TenantNames.NAMESPACE_PREFIX).isEqualTo(Names.NAMESPACE_PREFIX);
    assertThat(TenantNames.TENANT_ID).isEqualTo(Labels.TENANT_ID);
    assertThat(TenantNames.TIER).isEqualTo(Labels.TIER);
    assertThat(TenantNames.COST_CENTRE).isEqualTo(Labels.COST_CENTRE);
    assertThat(TenantNames.RING).isEqualTo(Labels.RING);
    assertThat(TenantNames.ROLE).isEqualTo(Labels.ROLE);
    assertThat(TenantNames.IDENTITY).isEqualTo(Labels.IDENTITY);
    assertThat(TenantNames.CODE_EXECUTION).isEqualTo(PodRole.CODE_EXECUTION.label());
    assertThat(TenantNames.CODE_RUNTIME_CLASS).isEqualTo(Names.CODE_RUNTIME_CLASS);
    assertThat(TenantNames.INFERENCE_NAMESPACE).isEqualTo(Names.INFERENCE_NAMESPACE);
    assertThat(TenantNames.ENV_DELIVERY).isEqualTo("-" + Delivery.ENV.label());
  }
}
