package dev.tenantry.admission;

import dev.tenantry.config.AdmissionConfig;
import dev.tenantry.config.Tier;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.PodRole;
import java.util.List;
import java.util.stream.Stream;

/** Where a pod may run, how much it asks for, and whom it may push aside. */
final class PlacementRules {
  private static final String POOL = Cel.text(Labels.NODE_POOL);
  private static final String GPU = "'nvidia.com/gpu'";

  /** GKE itself adds the last one to pods of RuntimeClass gvisor. */
  private static final String NODE_LABELS =
      "['kubernetes.io/arch', 'kubernetes.io/os', 'topology.kubernetes.io/region',"
          + " 'topology.kubernetes.io/zone', 'sandbox.gke.io/runtime']";

  /** Kubernetes and GKE add these to pods themselves. */
  private static final String TAINTS =
      "['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable',"
          + " 'node.kubernetes.io/memory-pressure', 'kubernetes.io/arch',"
          + " 'sandbox.gke.io/runtime']";

  private static final String ASKS_FOR_GPU =
      "variables.containers.exists(c, " + GPU + " in c.?resources.?limits.orValue({}))";

  private PlacementRules() {}

  static List<AdmissionRule> of(AdmissionConfig config) {
    return switch (config.placement()) {
      case BY_TIER -> Stream.concat(Stream.of(nodePool(), sandbox()), always().stream()).toList();
      case SHARED -> always();
    };
  }

  private static List<AdmissionRule> always() {
    return List.of(
        resources(),
        gpu(),
        runtimeClass(),
        AdmissionRule.of(
            "priority-class",
            "A pod of a higher class evicts other tenants' and the platform's own.",
            Scope.PODS,
            "this platform",
            "variables.spec.?priorityClassName.orValue('') in ['', 'tenant-' + variables.tier]",
            "the only PriorityClass that a pod may name is tenant-<tier> of its own tenant"),
        AdmissionRule.of(
            "node-name",
            "A pod that names its node goes past the scheduler, and so past taints.",
            Scope.PODS,
            "this platform",
            // An update of a scheduled pod carries the node's name; only its creation may not.
            "!has(variables.spec.nodeName) ||"
                + " request.operation == 'UPDATE' && object.kind == 'Pod'",
            "nodeName is not available to tenants: remove it, the scheduler chooses the node"),
        nodeSelectors(),
        tolerations(),
        AdmissionRule.of(
            "scheduler-name",
            "Another scheduler need not respect taints and quotas of the nodes.",
            Scope.PODS,
            "this platform",
            "variables.spec.?schedulerName.orValue('default-scheduler') in"
                + " ['default-scheduler', 'gke.io/optimize-utilization-scheduler']",
            "schedulerName must be left out"),
        AdmissionRule.of(
            "daemon-sets",
            "A DaemonSet takes a share of every node, those of other tenants included.",
            Scope.of(new Scope.Matched("apps", "v1", "daemonsets", "deployments")),
            "this platform",
            "object.kind != 'DaemonSet'",
            "DaemonSets are not available to tenants: use a Deployment"));
  }

  private static AdmissionRule resources() {
    return AdmissionRule.of(
        "resources",
        "A container without bounds starves its neighbours and escapes the quota.",
        Scope.NEW_PODS,
        "CKV_K8S_10 to _13; MTB-PL1-CC-FNS-1",
        "variables.containers.all(c, ['cpu', 'memory'].all(r,"
            + " r in c.?resources.?requests.orValue({}) &&"
            + " r in c.?resources.?limits.orValue({})))",
        "every container needs requests and limits of cpu and memory: state them, or ask why the"
            + " Namespace has no LimitRange");
  }

  private static AdmissionRule gpu() {
    return AdmissionRule.of(
        "gpu",
        "Accelerators are the platform's: models are reached through the gateway.",
        Scope.PODS.withQuota(),
        "this platform",
        "variables.spec.?resourceClaims.orValue([]).size() == 0 && variables.containers.all(c,"
            + " [c.?resources.?limits.orValue({}), c.?resources.?requests.orValue({})].all(r,"
            + " r.all(k, !k.contains('/') || k == "
            + GPU
            + " && params.spec.?hard[?'requests.nvidia.com/gpu'].orValue('0') != '0')))",
        "accelerators are not available to this tenant: call a model through the gateway, or have"
            + " quota.requests.gpu raised in the tenant's file");
  }

  private static AdmissionRule runtimeClass() {
    return new AdmissionRule(
        "runtime-class",
        "Code that a model wrote must not meet the node's kernel.",
        Scope.PODS,
        "OWASP LLM05:2025",
        List.of(
            new AdmissionRule.Check(
                "variables.labels[?"
                    + Cel.text(Labels.ROLE)
                    + "].orValue('') != "
                    + Cel.text(PodRole.CODE_EXECUTION.label())
                    + " || variables.spec.?runtimeClassName.orValue('') == "
                    + Cel.text(Names.CODE_RUNTIME_CLASS),
                "a pod that runs a model's code must say runtimeClassName: "
                    + Names.CODE_RUNTIME_CLASS),
            new AdmissionRule.Check(
                "variables.spec.?runtimeClassName.orValue("
                    + Cel.text(Names.CODE_RUNTIME_CLASS)
                    + ") == "
                    + Cel.text(Names.CODE_RUNTIME_CLASS)
                    + " || namespaceObject.metadata.labels[?"
                    + Cel.text(Labels.RUNTIME_CLASS)
                    + " + variables.spec.runtimeClassName].orValue('') == 'true'",
                "runtimeClassName must be left out, "
                    + Names.CODE_RUNTIME_CLASS
                    + ", or one of runtimeClasses in the tenant's file")));
  }

  private static AdmissionRule nodePool() {
    return AdmissionRule.of(
        "node-pool",
        "Pods of a tier share nodes, and their kernels, with that tier only.",
        Scope.PODS,
        "this platform: placement by criticality",
        "variables.spec.?nodeSelector[?" + POOL + "].orValue('') == variables.tier",
        "the pod must select its nodes: nodeSelector "
            + Labels.NODE_POOL
            + " with its own tenant's tier");
  }

  private static AdmissionRule sandbox() {
    return AdmissionRule.of(
        "isolated-sandbox",
        "An isolated tenant shares nodes: a sandbox lies between its pods and their kernel.",
        Scope.PODS,
        "this platform: placement by criticality",
        "variables.tier != "
            + Cel.text(Tier.ISOLATED.label())
            + " || variables.spec.?runtimeClassName.orValue('') != ''",
        "a pod of an isolated tenant must say runtimeClassName: "
            + Names.CODE_RUNTIME_CLASS
            + ", or one of runtimeClasses in the tenant's file");
  }

  private static AdmissionRule nodeSelectors() {
    String affinity = "variables.spec.?affinity.?nodeAffinity.?";
    return AdmissionRule.of(
        "node-selectors",
        "A pod must not choose the nodes of another tier, of the platform or with accelerators.",
        Scope.PODS.with(
            "nodeTerms",
            affinity
                + "requiredDuringSchedulingIgnoredDuringExecution.?nodeSelectorTerms.orValue([]) + "
                + affinity
                + "preferredDuringSchedulingIgnoredDuringExecution.orValue([])"
                + ".map(p, p.preference)"),
        "this platform: placement by criticality",
        "variables.spec.?nodeSelector.orValue({}).all(k, k in "
            + NODE_LABELS
            + " || k == "
            + POOL
            + " && variables.spec.nodeSelector[k] == variables.tier) &&"
            + " variables.nodeTerms.all(t, t.?matchFields.orValue([]).size() == 0 &&"
            + " t.?matchExpressions.orValue([]).all(e, e.key in "
            + NODE_LABELS
            + " || e.key == "
            + POOL
            + " && e.operator == 'In' && e.?values.orValue([]).all(v, v == variables.tier)))",
        "a pod may select nodes by architecture, zone and region, and by "
            + Labels.NODE_POOL
            + " with its own tenant's tier only");
  }

  private static AdmissionRule tolerations() {
    return AdmissionRule.of(
        "tolerations",
        "Taints keep the nodes of a tier, and those with accelerators, for whom they are meant.",
        Scope.PODS,
        "this platform: placement by criticality",
        "variables.spec.?tolerations.orValue([]).all(t, t.?key.orValue('') in "
            + TAINTS
            + " || t.?key.orValue('') == "
            + POOL
            + " && t.?operator.orValue('Equal') == 'Equal'"
            + " && t.?value.orValue('') == variables.tier"
            + " || t.?key.orValue('') == "
            + GPU
            + " && "
            + ASKS_FOR_GPU
            + ")",
        "a pod may tolerate the taint "
            + Labels.NODE_POOL
            + "=<tier> of its own tenant only: remove the others");
  }
}
