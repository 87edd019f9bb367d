package dev.tenantry.agent;

import com.pulumi.kubernetes.apps.v1.inputs.DeploymentSpecArgs;
import com.pulumi.kubernetes.apps.v1.inputs.DeploymentStrategyArgs;
import com.pulumi.kubernetes.apps.v1.inputs.RollingUpdateDeploymentArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.policy.v1.inputs.PodDisruptionBudgetSpecArgs;
import dev.tenantry.config.ReplicaRange;

/** Who says how many pods a workload has. */
enum Replicas {
  /** The file: fewest and most are the same. */
  FIXED,
  /** A HorizontalPodAutoscaler. */
  AUTOSCALED,
  /** KEDA, which can let the last pod go and bring the first one back. */
  BY_KEDA;

  /** A rollout adds one pod before it removes one; config.WorkloadSum counts it. */
  private static final int SURGE = 1;

  /** For one pod there is no drain without an interruption; a budget would only delay it. */
  private static final int BUDGET_FROM = 2;

  static Replicas of(Workload workload) {
    ReplicaRange range = workload.size().replicas();
    if (range.min() == range.max()) {
      return FIXED;
    }
    return switch (workload.mode()) {
      case WORKER -> BY_KEDA;
      case ORCHESTRATOR -> range.min() == 0 ? BY_KEDA : AUTOSCALED;
      case TOOL -> AUTOSCALED;
    };
  }

  /** The Deployment; an update never undoes what an autoscaler decided. */
  static DeploymentSpecArgs deployment(Workload workload, TenantAgentsArgs args) {
    DeploymentSpecArgs.Builder spec =
        DeploymentSpecArgs.builder()
            .selector(LabelSelectorArgs.builder().matchLabels(workload.selector()).build())
            .strategy(strategy(workload))
            .template(AgentPod.of(workload, args));
    if (of(workload) == FIXED) {
      spec.replicas(workload.size().replicas().max());
    }
    return spec.build();
  }

  /** Two processes that write one SQLite file destroy it: there the old pod goes first. */
  private static DeploymentStrategyArgs strategy(Workload workload) {
    if (workload.sidecar().isPresent()) {
      return DeploymentStrategyArgs.builder().type("Recreate").build();
    }
    return DeploymentStrategyArgs.builder()
        .type("RollingUpdate")
        .rollingUpdate(
            RollingUpdateDeploymentArgs.builder().maxSurge(SURGE).maxUnavailable(0).build())
        .build();
  }

  /** Whether a drain must leave some of its pods. */
  static boolean hasBudget(Workload workload) {
    return workload.size().replicas().min() >= BUDGET_FROM;
  }

  /** One at a time; a pod that is not ready anyway does not keep its node. */
  static PodDisruptionBudgetSpecArgs budget(Workload workload) {
    return PodDisruptionBudgetSpecArgs.builder()
        .maxUnavailable(1)
        .unhealthyPodEvictionPolicy("AlwaysAllow")
        .selector(LabelSelectorArgs.builder().matchLabels(workload.selector()).build())
        .build();
  }
}
