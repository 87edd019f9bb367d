package dev.tenantry.admission;

import java.util.List;
import java.util.stream.Stream;

/** How a container may run. Pod Security judges pods alone; these judge templates too. */
final class SecurityContextRules {
  private SecurityContextRules() {}

  static List<AdmissionRule> all() {
    return Stream.of(rights(), environment()).flatMap(List::stream).toList();
  }

  private static List<AdmissionRule> rights() {
    return List.of(
        AdmissionRule.of(
            "privileged",
            "A privileged container is root on the node.",
            Scope.PODS,
            "MTB-PL1-BC-CPI-5; PSS privileged",
            "variables.containers.all(c, !c.?securityContext.?privileged.orValue(false))",
            "privileged containers are not available to tenants: remove privileged"),
        AdmissionRule.of(
            "privilege-escalation",
            "A setuid program inside the image would give its caller more rights.",
            Scope.PODS,
            "MTB-PL1-BC-CPI-6; PSS allowPrivilegeEscalation",
            "variables.containers.all(c,"
                + " c.?securityContext.?allowPrivilegeEscalation.orValue(true) == false)",
            "every container must say securityContext.allowPrivilegeEscalation: false"),
        new AdmissionRule(
            "capabilities",
            "Linux capabilities are parts of root's power.",
            Scope.PODS,
            "MTB-PL1-BC-CPI-3; PSS capabilities_restricted",
            List.of(
                new AdmissionRule.Check(
                    "variables.containers.all(c, c.?securityContext.?capabilities.?add"
                        + ".orValue([]).all(a, a == 'NET_BIND_SERVICE'))",
                    "the only capability that a container may add is NET_BIND_SERVICE"),
                new AdmissionRule.Check(
                    "variables.containers.all(c, c.?securityContext.?capabilities.?drop"
                        + ".orValue([]).exists(d, d == 'ALL'))",
                    "every container must drop the capabilities [ALL]"))),
        AdmissionRule.of(
            "run-as-non-root",
            "Root in a container is one kernel fault away from root on the node.",
            Scope.PODS,
            "MTB-PL1-BC-CPI-4; PSS runAsNonRoot, runAsUser",
            "variables.spec.?securityContext.?runAsUser.orValue(1) != 0 &&"
                + " variables.containers.all(c,"
                + " c.?securityContext.?runAsUser.orValue(1) != 0 &&"
                + " (c.?securityContext.?runAsNonRoot.hasValue()"
                + " ? c.securityContext.runAsNonRoot"
                + " : variables.spec.?securityContext.?runAsNonRoot.orValue(false)))",
            "containers must not run as root: say runAsNonRoot: true and a runAsUser above 0"));
  }

  private static List<AdmissionRule> environment() {
    return List.of(
        AdmissionRule.of(
            "read-only-root",
            "What a container can rewrite of itself, an intruder can keep.",
            Scope.PODS,
            "CKV_K8S_22; NSA/CISA 3.1",
            "variables.containers.all(c,"
                + " c.?securityContext.?readOnlyRootFilesystem.orValue(false))",
            "every container must say securityContext.readOnlyRootFilesystem: true; mount an"
                + " emptyDir where it writes"),
        AdmissionRule.of(
            "seccomp",
            "Without a profile every system call of the kernel is an open door.",
            Scope.PODS,
            "PSS seccompProfile_restricted; CIS 5.7.2",
            "variables.containers.all(c, c.?securityContext.?seccompProfile.hasValue()"
                + " ? c.securityContext.seccompProfile.type == 'RuntimeDefault'"
                + " : variables.spec.?securityContext.?seccompProfile.?type.orValue('')"
                + " == 'RuntimeDefault')",
            "the pod must say securityContext.seccompProfile.type: RuntimeDefault"),
        AdmissionRule.of(
            "kernel-options",
            "Kernel parameters and an unmasked /proc reach beyond the pod.",
            Scope.PODS,
            "PSS sysctls, procMount",
            "variables.spec.?securityContext.?sysctls.orValue([]).size() == 0 &&"
                + " variables.containers.all(c,"
                + " c.?securityContext.?procMount.orValue('Default') == 'Default')",
            "sysctls and procMount are not available to tenants: remove them"));
  }
}
