package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** That work survives the loss, the drain and the upgrade of a node. */
final class AvailabilityRules {
  private static final Set<String> SERVING = Set.of("Deployment", "StatefulSet", "DaemonSet");
  private static final Set<String> SPREADING = Set.of("Deployment", "StatefulSet");
  private static final Pattern ALL = Pattern.compile("100%");
  private static final Pattern NONE = Pattern.compile("0+%?");

  private AvailabilityRules() {}

  static List<PolicyRule> all() {
    return List.of(readiness(), liveness(), grace(), replicas(), spread(), budget(), job(), bare());
  }

  private static PolicyRule readiness() {
    RuleInfo info =
        new RuleInfo(
            "container-says-when-it-is-ready",
            "Every lasting container with a port has a readiness probe",
            "Without one an update sends requests to processes that have not started.",
            Controls.of(Catalogue.CHECKOV, "CKV_K8S_9").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Give the container a readinessProbe.");
    return probed(info, "readinessProbe");
  }

  private static PolicyRule liveness() {
    RuleInfo info =
        new RuleInfo(
            "container-says-whether-it-lives",
            "Every lasting container with a port has a liveness probe",
            "Without one a process that hangs stays until a person finds it.",
            Controls.of(Catalogue.CHECKOV, "CKV_K8S_8").all(),
            Severity.LOW,
            Level.ADVISORY,
            "Give the container a livenessProbe.");
    return probed(info, "livenessProbe");
  }

  private static PolicyRule probed(RuleInfo info, String probe) {
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          for (Value container : SERVING.contains(pod.owner().kind()) ? pod.lasting() : none()) {
            Answer closed = container.field("ports").isEmpty();
            Value value = container.field(probe);
            findings.require(closed.or(value.exists()), pod.owner(), value, "must be stated");
          }
        });
  }

  private static List<Value> none() {
    return List.of();
  }

  private static PolicyRule grace() {
    RuleInfo info =
        new RuleInfo(
            "pod-may-finish-its-work",
            "No pod of a tenant or with a port is killed without time to finish",
            "With a grace period of zero an agent's turn ends in the middle, paid for and lost. A"
                + " pod that only keeps a place warm has nothing to finish.",
            Controls.tenantry("docs/agents.md").all(),
            Severity.LOW,
            Level.ADVISORY,
            "Remove terminationGracePeriodSeconds (30 s) or set what the longest turn takes.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          Value seconds = pod.spec().field("terminationGracePeriodSeconds");
          Answer idle = TenantNames.owns(pod.owner()).or(serves(pod)).not();
          findings.require(idle.or(seconds.is(0).not()), pod.owner(), seconds, "must be above 0");
        });
  }

  private static PolicyRule replicas() {
    RuleInfo info =
        new RuleInfo(
            "rolling-workload-has-two-replicas",
            "A workload with a port that rolls has no fixed number of replicas below two",
            "The drain of one node would stop it. One replica on purpose says strategy Recreate,"
                + " and an autoscaler's target leaves replicas out.",
            Controls.of(
                    Catalogue.PULUMI_COMPLIANCE,
                    "kubernetes-apps-v1-deployment-configure-minimum-replica-count",
                    "kubernetes-apps-v1-replicaset-configure-minimum-replica-count")
                .all(),
            Severity.LOW,
            Level.ADVISORY,
            "Set replicas to 2 or more, or leave it out and declare an autoscaler.");
    return PodTemplate.rule(info, AvailabilityRules::requireTwo);
  }

  private static void requireTwo(PodTemplate pod, Findings findings) {
    Resource workload = pod.owner();
    Answer rolls =
        Answer.of(List.of("Deployment", "ReplicaSet").contains(workload.kind()))
            .and(single(workload).not());
    Value replicas = workload.at("spec.replicas");
    findings.require(
        rolls.and(serves(pod)).and(replicas.is(1)).not(), workload, replicas, "must be 2 or more");
  }

  /** Whether one of its lasting containers has a port. */
  private static Answer serves(PodTemplate pod) {
    Value containers = pod.spec().field("containers");
    Answer serves = containers.any(one -> one.field("ports").isEmpty().not());
    for (Value one : pod.lasting()) {
      serves = serves.or(one.field("ports").isEmpty().not());
    }
    return serves;
  }

  /** Whether it says that no two of it may run. */
  private static Answer single(Resource workload) {
    return workload.at("spec.strategy.type").is("Recreate");
  }

  private static PolicyRule spread() {
    RuleInfo info =
        new RuleInfo(
            "rolling-workload-is-spread",
            "A workload of several pods spreads them over nodes or zones",
            "Otherwise all of them may lie on the one node that fails.",
            Controls.of(Catalogue.GKE_MULTI_TENANCY, "≥3 zones").all(),
            Severity.LOW,
            Level.ADVISORY,
            "Give the pods topologySpreadConstraints or a podAntiAffinity.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          Answer one =
              Answer.of(!SPREADING.contains(pod.owner().kind()))
                  .or(single(pod.owner()))
                  .or(pod.owner().at("spec.replicas").is(1));
          Value spread = pod.spec().field("topologySpreadConstraints");
          Answer apart = pod.spec().at("affinity.podAntiAffinity").exists();
          findings.require(
              one.or(spread.isEmpty().not()).or(apart), pod.owner(), spread, "must be stated");
        });
  }

  private static PolicyRule budget() {
    RuleInfo info =
        new RuleInfo(
            "disruption-budget-lets-a-pod-go",
            "No PodDisruptionBudget forbids every disruption",
            "Its node could then never be drained: upgrades and repairs stop there.",
            Controls.of(
                    Catalogue.PULUMI_COMPLIANCE,
                    "kubernetes-policy-v1-poddisruptionbudget-"
                        + "disallow-zero-voluntary-disruption")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Use maxUnavailable: 1.");
    return new ResourceRule(
        info, one -> one.kind().equals("PodDisruptionBudget"), AvailabilityRules::requireRoom);
  }

  private static void requireRoom(Resource budget, Findings findings) {
    Value most = budget.at("spec.maxUnavailable");
    Value least = budget.at("spec.minAvailable");
    findings.require(
        most.is(0).or(most.matches(NONE)).not(), budget, most, "must let at least one pod go");
    findings.require(least.matches(ALL).not(), budget, least, "must let at least one pod go");
  }

  private static PolicyRule job() {
    RuleInfo info =
        new RuleInfo(
            "job-ends",
            "Every Job has a time limit and a number of retries",
            "A Job that hangs, or fails again and again, holds its resources for ever.",
            Controls.of(Catalogue.OWASP_LLM, "LLM10").and(Catalogue.OWASP_AGENTIC, "ASI08").all(),
            Severity.LOW,
            Level.ADVISORY,
            "Set activeDeadlineSeconds and backoffLimit in the Job's spec.");
    return new ResourceRule(
        info,
        one -> List.of("Job", "CronJob").contains(one.kind()),
        (job, findings) -> {
          Value spec = job.at(job.kind().equals("Job") ? "spec" : "spec.jobTemplate.spec");
          for (String field : List.of("activeDeadlineSeconds", "backoffLimit")) {
            Value value = spec.field(field);
            findings.require(value.exists(), job, value, "must be stated");
          }
        });
  }

  private static PolicyRule bare() {
    RuleInfo info =
        new RuleInfo(
            "pod-has-a-controller",
            "No Pod is declared by itself",
            "Nobody starts it again when its node goes away.",
            Controls.of(Catalogue.PULUMI_COMPLIANCE, "kubernetes-core-v1-pod-disallow-pod").all(),
            Severity.LOW,
            Level.ADVISORY,
            "Declare a Deployment, a StatefulSet or a Job.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("Pod"),
        (pod, findings) ->
            findings.report(pod, "a Pod must not be declared by itself; use a Deployment or Job"));
  }
}
