package dev.tenantry.admission;

import dev.tenantry.config.AdmissionConfig;
import java.util.List;

/** Workloads that end, fit, and let the platform maintain its nodes. */
final class WorkloadRules {
  private static final Scope CLAIMS =
      Scope.of(new Scope.Matched("", "v1", "persistentvolumeclaims"));

  private WorkloadRules() {}

  static List<AdmissionRule> of(AdmissionConfig config) {
    return List.of(
        AdmissionRule.of(
            "disruption-budget",
            "A budget of zero keeps a node from being drained and upgraded.",
            Scope.of(new Scope.Matched("policy", "v1", "poddisruptionbudgets")),
            "GKE node upgrades",
            "!(string(object.spec.?maxUnavailable.orValue(1)) in ['0', '0%']) &&"
                + " string(object.spec.?minAvailable.orValue(0)) != '100%'",
            "a PodDisruptionBudget must let at least one pod go: use maxUnavailable: 1"),
        AdmissionRule.of(
            "job-ttl",
            "Ended Jobs fill the quota and the API server until somebody deletes them.",
            Scope.of(new Scope.Matched("batch", "v1", "jobs", "cronjobs"))
                .when("request.operation != 'UPDATE' || object.spec != oldObject.spec"),
            "this platform",
            "(object.kind == 'CronJob' ? object.spec.jobTemplate.spec : object.spec)"
                + ".?ttlSecondsAfterFinished.hasValue()",
            "the Job must say ttlSecondsAfterFinished, such as 3600"),
        AdmissionRule.of(
            "replicas",
            "A typing error in one number takes the whole quota and the node pools with it.",
            Scope.of(
                new Scope.Matched(
                    "apps",
                    "v1",
                    "deployments",
                    "deployments/scale",
                    "statefulsets",
                    "statefulsets/scale",
                    "replicasets",
                    "replicasets/scale"),
                new Scope.Matched("autoscaling", "v2", "horizontalpodautoscalers"),
                new Scope.Matched("batch", "v1", "jobs")),
            "this platform",
            "(object.kind == 'HorizontalPodAutoscaler' ? object.spec.maxReplicas"
                + " : object.kind == 'Job' ? object.spec.?parallelism.orValue(1)"
                + " : object.spec.?replicas.orValue(1)) <= "
                + config.replicasMax(),
            "a workload may have at most " + config.replicasMax() + " replicas"),
        AdmissionRule.of(
            "storage-class",
            "Other classes share file servers between tenants or outlive the tenant.",
            CLAIMS.on("CREATE"),
            "MTB pending (PVC-only storage)",
            "!has(object.spec.storageClassName) || object.spec.storageClassName in "
                + Cel.list(config.storageClasses()),
            "storageClassName must be left out or one of: " + Cel.words(config.storageClasses())),
        AdmissionRule.of(
            "volume-binding",
            "A claim that names a volume takes one that another tenant has released.",
            CLAIMS.on("CREATE"),
            "MTB pending (no existing PVs)",
            "!has(object.spec.volumeName) && !has(object.spec.selector)",
            "a claim must not name or select an existing volume: remove volumeName and selector"));
  }
}
