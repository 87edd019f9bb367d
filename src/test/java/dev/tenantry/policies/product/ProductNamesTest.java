package dev.tenantry.policies.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.Delivery;
import dev.tenantry.config.NodePool;
import dev.tenantry.config.Tier;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.PodRole;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.tenancy.AdmissionNames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules call things as the program does, which they do not know. */
class ProductNamesTest {
  @Test
  void labelsAndNamesAreTheProgramsOwn() {
    assertThat(ProductNames.NAMESPACE_PREFIX).isEqualTo(Names.NAMESPACE_PREFIX);
    assertThat(ProductNames.TENANT_ID).isEqualTo(Labels.TENANT_ID);
    assertThat(ProductNames.CLOUD_TENANT_ID).isEqualTo(Labels.cloud(Labels.TENANT_ID));
    assertThat(ProductNames.TIER).isEqualTo(Labels.TIER);
    assertThat(ProductNames.ISOLATED).isEqualTo(Tier.ISOLATED.label());
    assertThat(ProductNames.COST_CENTRE).isEqualTo(Labels.COST_CENTRE);
    assertThat(ProductNames.RING).isEqualTo(Labels.RING);
    assertThat(ProductNames.ROLE).isEqualTo(Labels.ROLE);
    assertThat(ProductNames.CODE_EXECUTION).isEqualTo(PodRole.CODE_EXECUTION.label());
    assertThat(ProductNames.IDENTITY).isEqualTo(Labels.IDENTITY);
    assertThat(ProductNames.ENV_DELIVERY).isEqualTo("-" + Delivery.ENV.label());
    assertThat(ProductNames.AGENT).isEqualTo(Labels.AGENT);
    assertThat(ProductNames.TOOL).isEqualTo(Labels.TOOL);
    assertThat(ProductNames.CODE_RUNTIME_CLASS).isEqualTo(Names.CODE_RUNTIME_CLASS);
    assertThat(ProductNames.NODE_POOL).isEqualTo(Labels.NODE_POOL);
    assertThat(ProductNames.SYSTEM_POOL).isEqualTo(NodePool.SYSTEM.label());
    assertThat(ProductNames.GPU_TAINT).isEqualTo(ClusterNames.GPU_TAINT);
    assertThat(ProductNames.INFERENCE_NAMESPACE).isEqualTo(Names.INFERENCE_NAMESPACE);
    assertThat(ProductNames.AI_GATEWAY_NAMESPACE).isEqualTo(Names.AI_GATEWAY_NAMESPACE);
    assertThat(ProductNames.ADMISSION_PREFIX).isEqualTo(Names.admissionPolicy(""));
    assertThat(ProductNames.DELETION_POLICY).isEqualTo(DataNames.DELETION_POLICY);
  }

  @Test
  void theAdmissionPoliciesAreThoseThatTheProgramDeclares() {
    List<String> declared =
        StackCase.shipped("local").stream()
            .filter(one -> one.type().endsWith(":ValidatingAdmissionPolicy"))
            .map(one -> one.objectName().substring(ProductNames.ADMISSION_PREFIX.length()))
            .toList();
    assertThat(AdmissionNames.ALL).containsExactlyInAnyOrderElementsOf(declared);
  }
}
