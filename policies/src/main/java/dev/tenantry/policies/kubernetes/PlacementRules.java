package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** On which nodes a pod may run. */
final class PlacementRules {
  private static final String PAGE = "docs/admission.md";
  private static final String GPU = "nvidia.com/gpu";

  private PlacementRules() {}

  static List<PolicyRule> all() {
    return List.of(gpu(), tolerations(), nodeName(), daemonSet(), sandbox());
  }

  private static PolicyRule gpu() {
    RuleInfo info =
        new RuleInfo(
            "gpu-pod-selects-its-nodes",
            "A pod that requests a GPU tolerates the taint of such nodes and selects them",
            "Without the toleration it never starts; without a selector it takes whichever"
                + " accelerator is free, at another price.",
            Controls.tenantry("docs/inference.md").and(Catalogue.OWASP_LLM, "LLM10").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Tolerate nvidia.com/gpu and name a ComputeClass or accelerator in nodeSelector or a"
                + " required nodeAffinity.");
    return PodTemplate.rule(info, PlacementRules::requireGpuNodes);
  }

  private static void requireGpuNodes(PodTemplate pod, Findings findings) {
    boolean asks = pod.containers().stream().anyMatch(PlacementRules::asksForGpu);
    if (!asks) {
      return;
    }
    Value tolerations = pod.spec().field("tolerations");
    findings.require(
        tolerations.any(one -> one.field("key").is(GPU)),
        pod.owner(),
        tolerations.path() + " must tolerate " + GPU + ", which a container requests");
    Value selector = pod.spec().field("nodeSelector");
    Value required =
        pod.spec().at("affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution");
    findings.require(
        selector.isEmpty().not().or(required.exists()),
        pod.owner(),
        selector.path() + " must select the nodes of the GPU that a container requests");
  }

  private static boolean asksForGpu(Value container) {
    Value resources = container.field("resources");
    return List.of("limits", "requests").stream()
        .map(list -> resources.field(list).field(GPU))
        .anyMatch(count -> count.isPresent() && count.is(0) == Answer.NO);
  }

  private static PolicyRule tolerations() {
    RuleInfo info =
        new RuleInfo(
            "pod-tolerates-named-taints-only",
            "No pod tolerates every taint",
            "Taints keep the nodes of a tier, of the platform and with accelerators for whom they"
                + " are meant.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K01").and(Catalogue.TENANTRY, PAGE).all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Name the taint's key in every toleration.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          for (Value one : pod.spec().field("tolerations").items()) {
            Value key = one.field("key");
            findings.require(key.isEmpty().not(), pod.owner(), key, "must name one taint");
          }
        });
  }

  private static PolicyRule nodeName() {
    RuleInfo info =
        new RuleInfo(
            "pod-leaves-its-node-to-the-scheduler",
            "No pod names its node",
            "It goes past the scheduler, and so past taints, and past the quota of nodes.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K01").and(Catalogue.TENANTRY, PAGE).all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Remove nodeName; use nodeSelector.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          Value name = pod.spec().field("nodeName");
          findings.require(name.isEmpty(), pod.owner(), name, "must be left out");
        });
  }

  private static PolicyRule daemonSet() {
    RuleInfo info =
        new RuleInfo(
            "tenant-has-no-daemon-set",
            "No tenant has a DaemonSet",
            "It takes a share of every node, those of other tenants included.",
            Controls.tenantry(PAGE).and(Catalogue.OWASP_KUBERNETES, "K01").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Use a Deployment.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("DaemonSet"),
        (set, findings) ->
            findings.require(
                TenantNames.owns(set).not(), set, "a tenant must not have a DaemonSet"));
  }

  private static PolicyRule sandbox() {
    RuleInfo info =
        new RuleInfo(
            "model-code-runs-in-a-sandbox",
            "Pods that run code which a model wrote use the RuntimeClass "
                + ProductNames.CODE_RUNTIME_CLASS,
            "Such code is an attacker's by default; it must not meet the node's own kernel.",
            Controls.cis("5.10.3")
                .and(Catalogue.OWASP_LLM, "LLM05")
                .and(Catalogue.OWASP_AGENTIC, "ASI05")
                .and(Catalogue.GKE_MULTI_TENANCY, "GKE Sandbox")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Set runtimeClassName: " + ProductNames.CODE_RUNTIME_CLASS + " on the pod.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          Value runtime = pod.spec().field("runtimeClassName");
          Answer runsCode = pod.label(ProductNames.ROLE).is(ProductNames.CODE_EXECUTION);
          findings.require(
              runsCode.not().or(runtime.is(ProductNames.CODE_RUNTIME_CLASS)),
              pod.owner(),
              runtime,
              "must be " + ProductNames.CODE_RUNTIME_CLASS + " for what a model wrote");
        });
  }
}
