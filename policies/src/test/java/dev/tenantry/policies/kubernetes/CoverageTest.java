package dev.tenantry.policies.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.policies.Catalogue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which controls of each catalogue the rules on objects of Kubernetes ask for, and no others. */
class CoverageTest {
  /** All checks of pod-security-admission 1.35, and what Namespaces say about them. */
  @Test
  void everyCheckOfPodSecurity() {
    assertThat(ids(Catalogue.POD_SECURITY_STANDARDS))
        .containsExactlyInAnyOrder(
            "hostNamespaces",
            "privileged",
            "capabilities_baseline",
            "hostPathVolumes",
            "hostPorts",
            "hostProbesAndhostLifecycle",
            "appArmorProfile",
            "seLinuxOptions",
            "procMount_baseline",
            "seccompProfile_baseline",
            "sysctls",
            "windowsHostProcess",
            "allowPrivilegeEscalation",
            "capabilities_restricted",
            "restrictedVolumes",
            "runAsNonRoot",
            "runAsUser",
            "seccompProfile_restricted",
            "procMount_restricted",
            "restricted",
            "enforce-version",
            "audit",
            "warn");
  }

  /**
   * All of profile levels 1 and 2 but the two on what tenants may do for themselves: a tenant
   * changes its roles and network policies through its file.
   */
  @Test
  void everyMultiTenancyBenchmark() {
    assertThat(ids(Catalogue.MULTI_TENANCY_BENCHMARK))
        .containsExactlyInAnyOrder(
            "MTB-PL1-CC-CPI-1",
            "MTB-PL1-BC-CPI-2",
            "MTB-PL1-BC-CPI-3",
            "MTB-PL1-BC-CPI-4",
            "MTB-PL1-BC-CPI-5",
            "MTB-PL1-BC-CPI-6",
            "MTB-PL1-CC-TI-1",
            "MTB-PL1-CC-TI-2",
            "MTB-PL1-CC-FNS-1",
            "MTB-PL1-CC-FNS-2",
            "MTB-PL1-CC-DI-1",
            "MTB-PL1-BC-HI-1",
            "MTB-PL1-BC-HI-3",
            "MTB-PL1-BC-HI-4",
            "MTB-PL1-BC-HI-5",
            "MTB-PL2-CC-TI-1",
            "pending: PVC-only storage",
            "pending: no existing PVs",
            "pending: no cross-tenant network");
  }

  /** All that objects can show; encryption at rest, audit and patching are the cluster's. */
  @Test
  void everyRecommendationOfNsaAndCisa() {
    assertThat(ids(Catalogue.NSA_CISA))
        .containsExactlyInAnyOrder(
            "1.0",
            "1.1",
            "1.2",
            "1.3",
            "1.4",
            "1.5",
            "1.6",
            "1.7",
            "1.8",
            "1.9",
            "1.10",
            "1.11",
            "1.12",
            "2.0",
            "TLS everywhere",
            "short-lived credentials");
  }

  /** Chapter 4 is on objects; 4.3.1 is the cluster's network. Of chapter 5, what objects show. */
  @Test
  void chapterFourOfCis() {
    assertThat(ids(Catalogue.CIS_GKE))
        .contains(
            "4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.5", "4.1.6", "4.1.7", "4.1.8", "4.1.9",
            "4.1.10", "4.2.1", "4.3.2", "4.4.1", "4.4.2", "4.5.1", "4.6.1", "4.6.2", "4.6.3",
            "4.6.4", "5.1.4", "5.9.1", "5.10.3")
        .allMatch(id -> id.matches("[45]\\.\\d+\\.\\d+"));
  }

  /** What is outside of this layer: LLM09 and ASI09 (people), LLM08 (rows of a database). */
  @Test
  void agentsAndModels() {
    assertThat(ids(Catalogue.OWASP_LLM))
        .containsExactly("LLM01", "LLM02", "LLM03", "LLM04", "LLM05", "LLM06", "LLM07", "LLM10");
    assertThat(ids(Catalogue.OWASP_AGENTIC))
        .containsExactly("ASI01", "ASI02", "ASI03", "ASI04", "ASI05", "ASI06", "ASI07", "ASI08");
  }

  /** K07 is the cluster's. */
  @Test
  void kubernetesTopTen() {
    assertThat(ids(Catalogue.OWASP_KUBERNETES))
        .containsExactly("K01", "K02", "K03", "K04", "K05", "K06", "K08", "K09", "K10");
  }

  @ParameterizedTest
  @EnumSource(
      value = Catalogue.class,
      names = {"CHECKOV", "PULUMI_COMPLIANCE"})
  void idsHaveTheirForm(Catalogue catalogue) {
    assertThat(ids(catalogue))
        .isNotEmpty()
        .allMatch(id -> id.matches("CKV_K8S_\\d+|kubernetes-[a-z0-9…-]+"));
  }

  private static Set<String> ids(Catalogue catalogue) {
    return KubernetesRules.all().stream()
        .map(rule -> rule.info().controls())
        .flatMap(List::stream)
        .filter(control -> control.catalogue() == catalogue)
        .map(control -> control.id())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
