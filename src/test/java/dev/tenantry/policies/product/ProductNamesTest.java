package dev.tenantry.policies.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.NodePool;
import dev.tenantry.config.Tier;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.policies.ProductLabels;
import dev.tenantry.policies.tenancy.AdmissionNames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules call things as the program does, which they do not know. */
class ProductNamesTest {
  @Test
  void labelsAndNamesAreTheProgramsOwn() {
    assertThat(ProductLabels.NAMESPACE_PREFIX).isEqualTo(Names.NAMESPACE_PREFIX);
    assertThat(ProductLabels.TENANT_ID).isEqualTo(Labels.TENANT_ID);
    assertThat(ProductLabels.CLOUD_TENANT_ID).isEqualTo(Labels.cloud(Labels.TENANT_ID));
    assertThat(ProductLabels.TIER).isEqualTo(Labels.TIER);
    assertThat(ProductLabels.ISOLATED).isEqualTo(Tier.ISOLATED.label());
    assertThat(ProductLabels.AGENT).isEqualTo(Labels.AGENT);
    assertThat(ProductLabels.TOOL).isEqualTo(Labels.TOOL);
    assertThat(ProductLabels.CODE_RUNTIME_CLASS).isEqualTo(Names.CODE_RUNTIME_CLASS);
    assertThat(ProductLabels.NODE_POOL).isEqualTo(Labels.NODE_POOL);
    assertThat(ProductLabels.SYSTEM_POOL).isEqualTo(NodePool.SYSTEM.label());
    assertThat(ProductLabels.GPU_TAINT).isEqualTo(ClusterNames.GPU_TAINT);
    assertThat(ProductLabels.INFERENCE_NAMESPACE).isEqualTo(Names.INFERENCE_NAMESPACE);
    assertThat(ProductLabels.AI_GATEWAY_NAMESPACE).isEqualTo(Names.AI_GATEWAY_NAMESPACE);
    assertThat(ProductLabels.ADMISSION_PREFIX).isEqualTo(Names.admissionPolicy(""));
    assertThat(ProductLabels.DELETION_POLICY).isEqualTo(DataNames.DELETION_POLICY);
  }

  @Test
  void theAdmissionPoliciesAreThoseThatTheProgramDeclares() {
    List<String> declared =
        StackCase.shipped("local").stream()
            .filter(one -> one.type().endsWith(":ValidatingAdmissionPolicy"))
            .map(one -> one.objectName().substring(ProductLabels.ADMISSION_PREFIX.length()))
            .toList();
    assertThat(AdmissionNames.ALL).containsExactlyInAnyOrderElementsOf(declared);
  }
}
