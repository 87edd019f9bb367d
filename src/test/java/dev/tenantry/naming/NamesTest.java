package dev.tenantry.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.DomainName;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.ToolName;
import dev.tenantry.golden.Golden;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final TenantName LONGEST_TENANT =
      TenantName.parse("t".repeat(TenantName.MAX_LENGTH));
  private static final AgentName LONGEST_AGENT = AgentName.parse("a".repeat(AgentName.MAX_LENGTH));
  private static final ToolName LONGEST_TOOL = ToolName.parse("o".repeat(ToolName.MAX_LENGTH));
  private static final int FIELD_MANAGER_MAX = 128;

  @Test
  void theLongestNamespaceIsADnsLabel() {
    assertDnsLabel(Names.namespace(LONGEST_TENANT));
  }

  @Test
  void theLongestServiceAccountsAreDnsLabels() {
    assertDnsLabel(Names.serviceAccount(LONGEST_AGENT));
    assertDnsLabel(Names.serviceAccount(LONGEST_AGENT, LONGEST_TOOL));
  }

  @Test
  void theLongestNamesOfWhatRunsAgentsAreDnsLabels() {
    String longest = Names.serviceAccount(LONGEST_AGENT, LONGEST_TOOL);
    assertDnsLabel(AgentNames.tool(LONGEST_AGENT, LONGEST_TOOL));
    assertDnsLabel(AgentNames.certificate(longest));
    assertDnsLabel(AgentNames.queueSecret(LONGEST_AGENT));
    // KEDA puts its own words before the name for the HorizontalPodAutoscaler that it makes.
    assertDnsLabel("keda-hpa-" + AgentNames.worker(LONGEST_AGENT));
    assertDnsLabel(AgentNames.AUTHORITY);
    assertDnsLabel(AgentNames.SELF_SIGNED);
    assertThat(AgentNames.host(LONGEST_TENANT, longest))
        .hasSizeLessThanOrEqualTo(Names.DNS_SUBDOMAIN_MAX);
    DomainName domain = DomainName.parse("d".repeat(60) + ".e" + "x".repeat(60) + ".example");
    assertThat(AgentNames.publicHost(domain, LONGEST_TENANT, LONGEST_AGENT))
        .hasSizeLessThanOrEqualTo(Names.DNS_SUBDOMAIN_MAX);
    // SPIFFE allows 2048 bytes.
    assertThat(AgentNames.identity(domain, LONGEST_TENANT, longest)).hasSizeLessThan(2048);
  }

  // One agent's worker must not be another agent's orchestrator, in one tenant or in two.
  @Test
  void aWorkerIsNeverCalledAsAnOrchestrator() {
    AgentName agent = AgentName.parse("support");
    AgentName other = AgentName.parse("support-worker");
    assertThat(AgentNames.worker(agent)).isNotEqualTo(AgentNames.orchestrator(other));
    assertThat(AgentNames.workerChild("acme", agent))
        .isNotEqualTo(Names.child("acme", AgentNames.orchestrator(other)));
  }

  @Test
  void theLongestFieldManagerFits() {
    assertThat(Names.fieldManager("s".repeat(100))).hasSizeLessThanOrEqualTo(FIELD_MANAGER_MAX);
  }

  @Test
  void fixedNamesAreDnsLabels() {
    assertDnsLabel(Names.TENANT_QUOTA);
    assertDnsLabel(Names.TENANT_LIMITS);
    assertDnsLabel(Names.DEFAULT_DENY);
    assertDnsLabel(Names.ALLOW_DNS);
    SharedService.namespaces().forEach(NamesTest::assertDnsLabel);
    for (SharedService service : SharedService.values()) {
      assertDnsLabel(Names.ingressTo(service.app()));
    }
    assertDnsLabel(Names.groupsOf(Names.VIEWER));
    assertDnsLabel(Names.groupsOf(Names.OPERATOR));
    assertDnsLabel(Names.groupsOf(Names.DEPLOYER));
  }

  // A changed token replaces everything below the component, in every stack.
  @Test
  void typeTokensAreTheOnesInTheGolden() {
    Golden.assertMatches(
        "naming/type-tokens.txt",
        Arrays.stream(TypeTokens.class.getDeclaredFields())
            .filter(field -> Modifier.isPublic(field.getModifiers()))
            .map(NamesTest::value)
            .sorted()
            .collect(Collectors.joining("\n", "", "\n")));
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertDnsLabel(String name) {
    assertThat(name)
        .matches("[a-z]([a-z0-9-]*[a-z0-9])?")
        .hasSizeLessThanOrEqualTo(Names.DNS_LABEL_MAX);
  }
}
