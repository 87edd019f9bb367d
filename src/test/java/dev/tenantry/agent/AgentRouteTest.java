package dev.tenantry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.DomainName;
import dev.tenantry.config.TenantName;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentRouteTest {
  private static final AgentRoute ROUTE =
      AgentRoute.of(
          new DomainName("agents.example.com"), new TenantName("acme"), new AgentName("support"));

  // Admission rule route-hosts: a tenant's hosts lie below its own domain.
  @Test
  void anAgentIsReachedBelowItsTenantsOwnDomain() {
    assertThat(ROUTE.host()).isEqualTo("support.acme.agents.example.com");
  }

  @Test
  void theRouteLeadsToTheServiceThatIsDeclared() {
    List<RecordedResource> services =
        StackCase.recordedAt(Golden.ROOT.resolve("agent/cpu"), "case").stream()
            .filter(one -> one.type().endsWith(":Service"))
            .filter(one -> one.objectName().equals(ROUTE.service()))
            .toList();
    assertThat(services).hasSize(1);
    assertThat(services.get(0).namespace()).containsExactly(ROUTE.namespace());
    assertThat(services.get(0).inputs().get("spec").toString())
        .contains("port=" + ROUTE.port() + ",", "role=orchestrator");
  }
}
