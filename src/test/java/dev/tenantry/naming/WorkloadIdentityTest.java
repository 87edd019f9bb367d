package dev.tenantry.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.GrantedQuotas;
import dev.tenantry.config.IdentityMode;
import dev.tenantry.config.ProjectId;
import dev.tenantry.config.ProjectNumber;
import dev.tenantry.config.Region;
import dev.tenantry.config.Residency;
import dev.tenantry.config.TenantName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who a ServiceAccount is in Google Cloud. */
class WorkloadIdentityTest {
  private static final CloudConfig CLOUD = cloud("test-project", "1234567890");

  @Test
  void thePrincipalNamesProjectNumberPoolNamespaceAndAccount() {
    var identity = WorkloadIdentity.of(CLOUD, new TenantName("acme"), "agent-support");
    assertThat(identity.member(IdentityMode.DIRECT))
        .isEqualTo(
            "principal://iam.googleapis.com/projects/1234567890/locations/global"
                + "/workloadIdentityPools/test-project.svc.id.goog"
                + "/subject/ns/tenant-acme/sa/agent-support");
    assertThat(identity.poolMember())
        .isEqualTo("serviceAccount:test-project.svc.id.goog[tenant-acme/agent-support]");
    assertThat(identity.member(IdentityMode.GOOGLE_SERVICE_ACCOUNT))
        .matches("serviceAccount:t-acme-[0-9a-f]{12}@test-project\\.iam\\.gserviceaccount\\.com");
  }

  // The trap: nothing in it names a cluster, so only the project can tell two clusters apart.
  @Test
  void theSameNamesInAnotherProjectAreSomebodyElse() {
    var here = WorkloadIdentity.of(CLOUD, new TenantName("acme"), "agent-support");
    var there =
        WorkloadIdentity.of(
            cloud("other-project", "1234567891"), new TenantName("acme"), "agent-support");
    for (IdentityMode mode : IdentityMode.values()) {
      assertThat(here.member(mode)).isNotEqualTo(there.member(mode));
    }
  }

  @Test
  void theIdOfAnAccountIsLegalForTheShortestAndTheLongestNames() {
    for (String tenant : List.of("a", "t".repeat(TenantName.MAX_LENGTH), "a23456789012-b")) {
      for (String account : List.of("agent-a", "agent-" + "a".repeat(20) + "-tool-abc")) {
        assertThat(WorkloadIdentity.of(CLOUD, new TenantName(tenant), account).accountId())
            .matches("[a-z][-a-z0-9]{4,28}[a-z0-9]");
      }
    }
  }

  // Long names that differ only at the end, and pairs whose texts join to the same.
  @Test
  void noTwoOfManyIdentitiesShareAnAccount() {
    Set<String> ids = new HashSet<>();
    int made = 0;
    for (int tenant = 0; tenant < 1000; tenant++) {
      for (int agent = 0; agent < 20; agent++) {
        TenantName name = new TenantName("a-very-long-tenants-name-" + tenant);
        ids.add(WorkloadIdentity.of(CLOUD, name, "agent-a" + agent).accountId());
        made++;
      }
    }
    ids.add(WorkloadIdentity.of(CLOUD, new TenantName("a"), "b-c").accountId());
    ids.add(WorkloadIdentity.of(CLOUD, new TenantName("a-b"), "c").accountId());
    assertThat(ids).hasSize(made + 2);
  }

  private static CloudConfig cloud(String project, String number) {
    return new CloudConfig(
        new ProjectId(project),
        new ProjectNumber(number),
        Residency.ANY,
        List.of(new Region("europe-west1")),
        new GrantedQuotas(GrantedQuotas.DEFAULT_SERVICE_ACCOUNTS));
  }
}
