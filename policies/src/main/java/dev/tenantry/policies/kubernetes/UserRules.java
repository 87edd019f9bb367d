package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** As whom a container runs, and what it may become or rewrite. */
final class UserRules {
  private UserRules() {}

  static List<PolicyRule> all() {
    return List.of(nonRoot(), user(), group(), escalation(), readOnlyRoot());
  }

  private static PolicyRule nonRoot() {
    RuleInfo info =
        new RuleInfo(
            "container-runs-as-non-root",
            "Every container says runAsNonRoot: true, itself or through its pod",
            "Root in a container is one fault of the kernel away from root on the node.",
            Controls.pss("runAsNonRoot")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL1-BC-CPI-4")
                .and(Catalogue.NSA_CISA, "1.0")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set securityContext.runAsNonRoot: true on the pod and nothing else on containers.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value value = pod.secured(container, "runAsNonRoot");
          findings.require(
              value.is(true), pod.owner(), value, "must be true for " + container.path());
        });
  }

  private static PolicyRule user() {
    RuleInfo info =
        new RuleInfo(
            "pod-user-is-not-root",
            "No pod and no container has the user 0",
            "With runAsNonRoot the kubelet refuses to start it; without, it is root.",
            Controls.pss("runAsUser")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL1-BC-CPI-4")
                .and(Catalogue.NSA_CISA, "1.0")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set securityContext.runAsUser to a number above 0, such as 65532, or leave it out.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          Value own = pod.spec().at("securityContext.runAsUser");
          findings.require(own.is(0).not(), pod.owner(), own, "must be above 0");
          for (Value container : pod.containers()) {
            Value one = container.at("securityContext.runAsUser");
            findings.require(one.is(0).not(), pod.owner(), one, "must be above 0");
          }
        });
  }

  private static PolicyRule group() {
    RuleInfo info =
        new RuleInfo(
            "pod-group-is-not-root",
            "No pod and no container has the group 0",
            "Files of images and of mounted volumes are often writable for the group of root.",
            Controls.of(Catalogue.NSA_CISA, "1.6").and(Catalogue.CIS_GKE, "4.6.3").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set runAsGroup, fsGroup and supplementalGroups to numbers above 0.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          Value context = pod.spec().field("securityContext");
          for (Value one : List.of(context.field("runAsGroup"), context.field("fsGroup"))) {
            findings.require(one.is(0).not(), pod.owner(), one, "must be above 0");
          }
          for (Value one : context.field("supplementalGroups").items()) {
            findings.require(one.is(0).not(), pod.owner(), one, "must be above 0");
          }
          for (Value container : pod.containers()) {
            Value one = container.at("securityContext.runAsGroup");
            findings.require(one.is(0).not(), pod.owner(), one, "must be above 0");
          }
        });
  }

  private static PolicyRule escalation() {
    RuleInfo info =
        new RuleInfo(
            "container-gains-no-rights",
            "Every container says allowPrivilegeEscalation: false",
            "A setuid program inside of the image would give its caller more rights.",
            Controls.pss("allowPrivilegeEscalation")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL1-BC-CPI-6")
                .and(Catalogue.NSA_CISA, "1.7")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set securityContext.allowPrivilegeEscalation: false on the container.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value value = container.at("securityContext.allowPrivilegeEscalation");
          findings.require(value.is(false), pod.owner(), value, "must be false");
        });
  }

  private static PolicyRule readOnlyRoot() {
    RuleInfo info =
        new RuleInfo(
            "container-root-is-read-only",
            "Every container has a read-only root file system",
            "What a container can rewrite of itself an intruder can keep, code that a model"
                + " wrote among them.",
            Controls.of(Catalogue.NSA_CISA, "1.1")
                .and(Catalogue.OWASP_LLM, "LLM05")
                .and(Catalogue.OWASP_AGENTIC, "ASI05")
                .and(
                    Catalogue.PULUMI_COMPLIANCE,
                    "kubernetes-apps-v1-deployment-enable-read-only-root-filesystem",
                    "kubernetes-apps-v1-statefulset-enable-read-only-root-filesystem",
                    "kubernetes-apps-v1-daemonset-enable-read-only-root-filesystem",
                    "kubernetes-apps-v1-replicaset-enable-read-only-root-filesystem",
                    "kubernetes-batch-v1-job-enable-read-only-root-filesystem",
                    "kubernetes-batch-v1-cronjob-enable-read-only-root-filesystem")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set securityContext.readOnlyRootFilesystem: true and mount an emptyDir to write to.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value value = container.at("securityContext.readOnlyRootFilesystem");
          findings.require(value.is(true), pod.owner(), value, "must be true");
        });
  }
}
