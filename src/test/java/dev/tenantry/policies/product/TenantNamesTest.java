package dev.tenantry.policies.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.GrantedQuotas;
import dev.tenantry.config.ProjectId;
import dev.tenantry.config.ProjectNumber;
import dev.tenantry.config.Region;
import dev.tenantry.config.Residency;
import dev.tenantry.config.TenantName;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.WorkloadIdentity;
import dev.tenantry.policies.kubernetes.TenantNames;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules know what is a tenant's by the names that the program gives. */
class TenantNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"acme", "a-tenant-with-the-longest-name"})
  void nameTheSameCloudAccount(String tenant) {
    CloudConfig cloud =
        new CloudConfig(
            new ProjectId("test-project"),
            new ProjectNumber("1234567890"),
            Residency.ANY,
            List.of(new Region("europe-west1")),
            new GrantedQuotas(GrantedQuotas.DEFAULT_SERVICE_ACCOUNTS));
    TenantName name = new TenantName(tenant);
    assertThat(TenantNames.cloudAccount(Names.namespace(name), "agent-support"))
        .isEqualTo(WorkloadIdentity.of(cloud, name, "agent-support").accountId());
  }
}
