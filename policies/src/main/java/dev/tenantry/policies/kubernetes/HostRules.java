package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** What a pod may use of its node: nothing. */
final class HostRules {
  private static final List<String> HANDLERS =
      List.of(
          "livenessProbe",
          "readinessProbe",
          "startupProbe",
          "lifecycle.postStart",
          "lifecycle.preStop");

  private HostRules() {}

  static List<PolicyRule> all() {
    return List.of(
        namespaces(), paths(), ports(), probes(), windowsProcess(), sharedProcesses(), users());
  }

  private static PolicyRule namespaces() {
    RuleInfo info =
        new RuleInfo(
            "pod-keeps-out-of-host-namespaces",
            "No pod shares the network, process or IPC namespace of its node",
            "Such a pod reads every neighbour's traffic, processes or shared memory, and no"
                + " NetworkPolicy holds for it.",
            Controls.pss("hostNamespaces")
                .and(
                    Catalogue.MULTI_TENANCY_BENCHMARK,
                    "MTB-PL1-BC-HI-3",
                    "MTB-PL1-BC-HI-4",
                    "MTB-PL1-BC-HI-5")
                .and(Catalogue.NSA_CISA, "1.3", "1.4", "1.5")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Remove hostNetwork, hostPID and hostIPC from the pod's spec.");
    return PodTemplate.rule(
        info,
        (pod, findings) ->
            List.of("hostNetwork", "hostPID", "hostIPC")
                .forEach(field -> refuseTrue(pod, pod.spec().field(field), findings)));
  }

  private static PolicyRule paths() {
    RuleInfo info =
        new RuleInfo(
            "pod-mounts-no-host-path",
            "No pod mounts a path of its node",
            "Files of the node hold the kubelet's credentials and the volumes of other tenants.",
            Controls.pss("hostPathVolumes")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL1-BC-HI-1")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Use emptyDir, a PersistentVolumeClaim or a projected volume.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          for (Value volume : pod.spec().field("volumes").items()) {
            Value path = volume.field("hostPath");
            findings.require(path.exists().not(), pod.owner(), path, "must be left out");
          }
        });
  }

  private static PolicyRule ports() {
    RuleInfo info =
        new RuleInfo(
            "pod-opens-no-host-port",
            "No container takes a port of its node",
            "A port of the node is reachable past the Service and the tenant's door, and binds the"
                + " pod to nodes where it is free.",
            Controls.pss("hostPorts")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL1-BC-HI-3")
                .and(Catalogue.OWASP_KUBERNETES, "K06")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove hostPort and reach the pod through a Service.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          for (Value port : container.field("ports").items()) {
            Value host = port.field("hostPort");
            findings.require(
                host.exists().not().or(host.is(0)), pod.owner(), host, "must be left out");
          }
        });
  }

  private static PolicyRule probes() {
    RuleInfo info =
        new RuleInfo(
            "pod-probes-itself-only",
            "No probe and no lifecycle hook names a host",
            "The kubelet would call that address from the node, where no NetworkPolicy holds.",
            Controls.pss("hostProbesAndhostLifecycle").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove host from httpGet and tcpSocket; the kubelet then asks the pod itself.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          for (String handler : HANDLERS) {
            for (String call : List.of("httpGet", "tcpSocket")) {
              Value host = container.at(handler + "." + call + ".host");
              findings.require(host.isEmpty(), pod.owner(), host, "must be left out");
            }
          }
        });
  }

  private static PolicyRule windowsProcess() {
    RuleInfo info =
        new RuleInfo(
            "pod-is-no-windows-host-process",
            "No pod is a HostProcess of Windows",
            "It runs on the node itself, with the node's rights.",
            Controls.pss("windowsHostProcess").all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Remove windowsOptions.hostProcess.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          String path = "securityContext.windowsOptions.hostProcess";
          refuseTrue(pod, pod.spec().at(path), findings);
          pod.containers().forEach(one -> refuseTrue(pod, one.at(path), findings));
        });
  }

  private static PolicyRule sharedProcesses() {
    RuleInfo info =
        new RuleInfo(
            "pod-shares-no-processes",
            "No pod shares one process namespace among its containers",
            "A sidecar could read the memory, the environment and the secrets of its neighbours.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K01")
                .and(Catalogue.TENANTRY, "docs/admission.md")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove shareProcessNamespace.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> refuseTrue(pod, pod.spec().field("shareProcessNamespace"), findings));
  }

  private static PolicyRule users() {
    RuleInfo info =
        new RuleInfo(
            "pod-asks-for-no-host-users",
            "No pod asks for the user namespace of its node",
            "Where the cluster gives pods their own user namespaces, hostUsers: true gives them"
                + " up: a user of the container is then the same user on the node.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K01")
                .and(Catalogue.TENANTRY, "docs/admission.md")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Remove hostUsers, or set it to false where nodes support it.");
    return PodTemplate.rule(
        info, (pod, findings) -> refuseTrue(pod, pod.spec().field("hostUsers"), findings));
  }

  private static void refuseTrue(PodTemplate pod, Value value, Findings findings) {
    Answer isTrue = value.is(true);
    findings.require(isTrue.not(), pod.owner(), value, "must be false or left out");
  }
}
