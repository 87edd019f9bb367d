package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.NODE_POOL;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.function.Predicate;

/** What a pool of nodes is for, and how many it may have. */
final class NodePoolRules {
  /**
   * The product's pools for code that a model wrote and for tenants of tier isolated;
   * docs/cluster.md names them.
   */
  private static final Predicate<String> RUNS_FOREIGN_CODE =
      name -> name.equals("isolated") || name.endsWith("-code");

  private static final int PIDS_MIN = 1024;

  /** Half of what a node of GKE has by default. */
  private static final int PIDS_MAX = 16384;

  private NodePoolRules() {}

  static List<PolicyRule> all() {
    return List.of(sandbox(), gpuTaint(), bounded(), pids());
  }

  private static PolicyRule sandbox() {
    return ValueRule.that(
        new RuleInfo(
            "pool-for-foreign-code-is-sandboxed",
            "Pools for code that a model wrote, and for isolated tenants, run pods in gVisor",
            "Such code is nobody's: one hole in the kernel and it owns its node.",
            List.of(
                Controls.gke("5.10.3"), Controls.tenancy("GKE Sandbox"), Controls.agentic("ASI05")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Set nodeConfig.sandboxConfig.sandboxType: gvisor on pools named isolated or *-code;"
                + " a pool cannot be changed so later."),
        one ->
            one.type().equals(NODE_POOL)
                && one.at("name").text().filter(RUNS_FOREIGN_CODE).isPresent(),
        "nodeConfig.sandboxConfig.sandboxType",
        value -> value.is("gvisor"),
        "must be gvisor");
  }

  private static PolicyRule gpuTaint() {
    RuleInfo info =
        new RuleInfo(
            "pool-with-gpus-is-tainted",
            "Only pods that ask for GPUs run where GPUs are",
            "Any pod otherwise fills the dearest nodes, and a model server finds no place.",
            List.of(Controls.llm("LLM10"), Controls.promise("docs/cluster.md")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Add the taint nvidia.com/gpu with effect NO_SCHEDULE to nodeConfig.taints.");
    return new ResourceRule(
        info,
        one ->
            one.type().equals(NODE_POOL)
                && one.at("nodeConfig.guestAccelerators").isEmpty() == Answer.NO,
        (pool, findings) -> {
          Value taints = pool.at("nodeConfig.taints");
          Answer tainted =
              taints.any(
                  taint ->
                      taint
                          .at("key")
                          .is("nvidia.com/gpu")
                          .and(taint.at("effect").is("PREFER_NO_SCHEDULE").not()));
          findings.require(tainted, pool, taints.path() + " has none of nvidia.com/gpu");
        });
  }

  private static PolicyRule bounded() {
    RuleInfo info =
        new RuleInfo(
            "pool-is-scaled-within-bounds",
            "A pool grows and shrinks by itself, up to a bound",
            "A pool of a fixed size is too small at noon and paid for at night.",
            List.of(Controls.tenancy("autoscaling"), Controls.llm("LLM10")),
            Severity.LOW,
            Level.ADVISORY,
            "Set autoscaling.maxNodeCount, or totalMaxNodeCount for all zones.");
    return new ResourceRule(
        info,
        one -> one.type().equals(NODE_POOL),
        (pool, findings) -> {
          Value zone = pool.at("autoscaling.maxNodeCount");
          Value total = pool.at("autoscaling.totalMaxNodeCount");
          Answer bound = zone.isNumber(most -> most > 0).or(total.isNumber(most -> most > 0));
          findings.require(bound, pool, "autoscaling has neither bound");
        });
  }

  private static PolicyRule pids() {
    return ValueRule.that(
        new RuleInfo(
            "pool-limits-processes-of-a-pod",
            "A pod has a bounded number of processes",
            "A fork bomb in one tenant's pod takes the node from all others. ResourceQuota does not"
                + " count processes.",
            List.of(Controls.promise("docs/cluster.md"), Controls.llm("LLM10")),
            Severity.MEDIUM,
            Level.ADVISORY,
            "Set nodeConfig.kubeletConfig.podPidsLimit, such as 4096; GKE takes 1024 or more."),
        NODE_POOL,
        "nodeConfig.kubeletConfig.podPidsLimit",
        value -> value.isNumber(most -> most >= PIDS_MIN && most <= PIDS_MAX),
        "must be from " + PIDS_MIN + " to " + PIDS_MAX);
  }
}
