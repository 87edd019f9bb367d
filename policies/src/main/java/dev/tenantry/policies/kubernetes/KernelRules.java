package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;

/** What a container may ask of the kernel that it shares with others. */
final class KernelRules {
  /** pod-security-admission, policy/check_seLinuxOptions.go. */
  private static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  /** pod-security-admission, policy/check_sysctls.go of 1.35. */
  private static final Set<String> SAFE_SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ping_group_range",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.tcp_wmem");

  private static final String SECCOMP = "seccompProfile.type";
  private static final String APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

  private KernelRules() {}

  static List<PolicyRule> all() {
    return List.of(
        privileged(), dropped(), added(), seccomp(), appArmor(), seLinux(), procMount(), sysctls());
  }

  private static PolicyRule privileged() {
    RuleInfo info =
        new RuleInfo(
            "container-is-not-privileged",
            "No container is privileged",
            "A privileged container is root on its node, and so on every pod there.",
            Controls.pss("privileged")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL1-BC-CPI-5")
                .and(Catalogue.NSA_CISA, "1.2")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Remove securityContext.privileged.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value value = container.at("securityContext.privileged");
          findings.require(value.is(true).not(), pod.owner(), value, "must be false or left out");
        });
  }

  private static PolicyRule dropped() {
    RuleInfo info =
        new RuleInfo(
            "container-drops-all-capabilities",
            "Every container drops all Linux capabilities",
            "The default set still forges packets and changes owners of files: parts of root's"
                + " power that no agent needs.",
            Controls.pss("capabilities_restricted").and(Catalogue.CIS_GKE, "4.6.3").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set securityContext.capabilities.drop: [ALL] on the container.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value drop = container.at("securityContext.capabilities.drop");
          findings.require(drop.any(one -> one.is("ALL")), pod.owner(), drop, "must contain ALL");
        });
  }

  private static PolicyRule added() {
    RuleInfo info =
        new RuleInfo(
            "container-adds-no-capability",
            "No container adds a capability other than NET_BIND_SERVICE",
            "One added capability, such as SYS_ADMIN, is often all that an escape needs.",
            Controls.pss("capabilities_baseline", "capabilities_restricted")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL1-BC-CPI-3")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Remove the entry from securityContext.capabilities.add.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          for (Value one : container.at("securityContext.capabilities.add").items()) {
            findings.require(one.is("NET_BIND_SERVICE"), pod.owner(), one, "must not be added");
          }
        });
  }

  private static PolicyRule seccomp() {
    RuleInfo info =
        new RuleInfo(
            "container-runs-under-seccomp",
            "Every container runs under the seccomp profile of the runtime or a local one",
            "Without a profile every system call of the kernel is an open door.",
            Controls.pss("seccompProfile_baseline", "seccompProfile_restricted")
                .and(Catalogue.CIS_GKE, "4.6.2")
                .and(Catalogue.NSA_CISA, "1.10")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set securityContext.seccompProfile.type: RuntimeDefault on the pod.");
    ResourceRule rule =
        PodTemplate.containerRule(
            info,
            (pod, container, findings) -> {
              Value type = pod.secured(container, SECCOMP);
              findings.require(
                  type.is("RuntimeDefault").or(type.is("Localhost")),
                  pod.owner(),
                  type,
                  "must be RuntimeDefault or Localhost for " + container.path());
            });
    return rule.remediedBy(
        PodTemplate.remedy("securityContext." + SECCOMP, "RuntimeDefault", pod -> true));
  }

  private static PolicyRule appArmor() {
    RuleInfo info =
        new RuleInfo(
            "pod-keeps-apparmor",
            "No pod runs outside of AppArmor",
            "The profile keeps a process that broke out of its namespaces from the node's files.",
            Controls.pss("appArmorProfile").and(Catalogue.NSA_CISA, "1.9").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove appArmorProfile, or set its type to RuntimeDefault or Localhost.");
    return PodTemplate.rule(info, KernelRules::requireAppArmor);
  }

  private static void requireAppArmor(PodTemplate pod, Findings findings) {
    String path = "securityContext.appArmorProfile.type";
    requireProfile(pod, pod.spec().at(path), findings);
    pod.containers().forEach(one -> requireProfile(pod, one.at(path), findings));
    pod.metadata()
        .field("annotations")
        .fields()
        .forEach(
            (key, value) -> {
              if (key.startsWith(APPARMOR)) {
                findings.require(
                    value.is("runtime/default").or(value.isText(t -> t.startsWith("localhost/"))),
                    pod.owner(),
                    value,
                    "must be runtime/default or localhost/<profile>");
              }
            });
  }

  private static void requireProfile(PodTemplate pod, Value type, Findings findings) {
    findings.require(
        type.exists().not().or(type.is("RuntimeDefault")).or(type.is("Localhost")),
        pod.owner(),
        type,
        "must be RuntimeDefault, Localhost or left out");
  }

  private static PolicyRule seLinux() {
    RuleInfo info =
        new RuleInfo(
            "pod-keeps-selinux-type",
            "No pod chooses an SELinux user, role or foreign type",
            "Another type, such as spc_t, switches off what separates containers on the node.",
            Controls.pss("seLinuxOptions").and(Catalogue.NSA_CISA, "1.8").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove seLinuxOptions from the pod and its containers.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          requireSeLinux(pod, pod.spec().at("securityContext.seLinuxOptions"), findings);
          pod.containers()
              .forEach(
                  one -> requireSeLinux(pod, one.at("securityContext.seLinuxOptions"), findings));
        });
  }

  private static void requireSeLinux(PodTemplate pod, Value options, Findings findings) {
    Value type = options.field("type");
    findings.require(
        type.isEmpty().or(type.isText(SELINUX_TYPES::contains)),
        pod.owner(),
        type,
        "must be one of the container types or left out");
    for (String field : List.of("user", "role")) {
      Value value = options.field(field);
      findings.require(value.isEmpty(), pod.owner(), value, "must be left out");
    }
  }

  private static PolicyRule procMount() {
    RuleInfo info =
        new RuleInfo(
            "container-keeps-proc-masked",
            "No container asks for an unmasked /proc",
            "/proc unmasked shows and changes settings of the node's kernel.",
            Controls.pss("procMount_baseline", "procMount_restricted").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove securityContext.procMount.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value mount = container.at("securityContext.procMount");
          Answer holds = mount.isEmpty().or(mount.is("Default"));
          findings.require(holds, pod.owner(), mount, "must be Default or left out");
        });
  }

  private static PolicyRule sysctls() {
    RuleInfo info =
        new RuleInfo(
            "pod-sets-safe-sysctls-only",
            "No pod sets a kernel parameter outside of the safe ones",
            "Other parameters are the node's: one pod would change them for all its neighbours.",
            Controls.pss("sysctls").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove the entry from securityContext.sysctls.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          for (Value one : pod.spec().at("securityContext.sysctls").items()) {
            Value name = one.field("name");
            findings.require(
                name.isText(SAFE_SYSCTLS::contains), pod.owner(), name, "must not be set");
          }
        });
  }
}
