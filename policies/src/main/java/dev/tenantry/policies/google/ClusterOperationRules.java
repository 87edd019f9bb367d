package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.CLUSTER;

import dev.tenantry.policies.Answer;
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

/** How a cluster is kept running, watched and paid for. */
final class ClusterOperationRules {
  private static final Pattern REGION = Pattern.compile("[a-z]+-[a-z]+[0-9]{1,2}");
  private static final Pattern ZONE = Pattern.compile(REGION.pattern() + "-[a-z]");
  private static final Set<String> CHANNELS = Set.of("RAPID", "REGULAR", "STABLE", "EXTENDED");

  /** One zone may fail, and two still have the majority. */
  private static final int ZONES_MIN = 3;

  private ClusterOperationRules() {}

  static List<PolicyRule> all() {
    return List.of(
        releaseChannel(),
        logs(),
        metrics(),
        maintenanceWindow(),
        costAllocation(),
        deletionProtection(),
        zones(),
        boundedProvisioning());
  }

  private static PolicyRule releaseChannel() {
    return ValueRule.that(
        new RuleInfo(
            "cluster-follows-a-release-channel",
            "A cluster gets its versions from a release channel",
            "A cluster without one stays on a version until its holes are known to all.",
            List.of(Controls.gke("5.5.4"), Controls.owasp("K07")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set releaseChannel.channel to STABLE or REGULAR."),
        CLUSTER,
        "releaseChannel.channel",
        value -> value.isText(CHANNELS::contains),
        "must be RAPID, REGULAR, STABLE or EXTENDED");
  }

  private static PolicyRule logs() {
    RuleInfo info =
        new RuleInfo(
            "cluster-keeps-logs",
            "A cluster keeps the logs of its system, its workloads and its API server",
            "Nobody can say afterwards what an intruder did in a cluster that keeps no logs.",
            List.of(Controls.gke("5.7.1"), Controls.owasp("K10")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "List SYSTEM_COMPONENTS, WORKLOADS and APISERVER in loggingConfig.enableComponents.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER),
        (cluster, findings) -> {
          Value kept = cluster.at("loggingConfig.enableComponents");
          for (String wanted : List.of("SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER")) {
            findings.require(
                kept.any(each -> each.is(wanted)), cluster, kept, "must hold " + wanted);
          }
        });
  }

  private static PolicyRule metrics() {
    RuleInfo info =
        new RuleInfo(
            "cluster-keeps-metrics",
            "A cluster keeps the metrics of its system and its workloads",
            "Alerts on tenants' budgets and on the control plane have nothing to read otherwise.",
            List.of(Controls.gke("5.7.1"), Controls.tenancy("per-tenant logs and monitoring")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "List SYSTEM_COMPONENTS in monitoringConfig.enableComponents and enable"
                + " managedPrometheus.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER),
        (cluster, findings) -> {
          Value kept = cluster.at("monitoringConfig.enableComponents");
          findings.require(
              kept.any(each -> each.is("SYSTEM_COMPONENTS")),
              cluster,
              kept,
              "must hold SYSTEM_COMPONENTS");
          Value prometheus = cluster.at("monitoringConfig.managedPrometheus.enabled");
          findings.require(prometheus.is(true), cluster, prometheus, "must be true");
        });
  }

  private static PolicyRule maintenanceWindow() {
    RuleInfo info =
        new RuleInfo(
            "cluster-has-a-maintenance-window",
            "A cluster is upgraded at hours that somebody chose",
            "Otherwise Google drains nodes whenever it likes, under running agents.",
            List.of(Controls.tenancy("off-peak maintenance windows")),
            Severity.LOW,
            Level.ADVISORY,
            "Set maintenancePolicy.recurringWindow.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER),
        (cluster, findings) -> {
          Value weekly = cluster.at("maintenancePolicy.recurringWindow");
          Answer daily = cluster.at("maintenancePolicy.dailyMaintenanceWindow").exists();
          findings.require(weekly.exists().or(daily), cluster, weekly, "must say when");
        });
  }

  private static PolicyRule costAllocation() {
    return ValueRule.isAlways(
        new RuleInfo(
            "cluster-allocates-costs",
            "A cluster's bill says which Namespace caused it",
            "Without it nobody can tell what a tenant costs.",
            List.of(Controls.tenancy("cost allocation per namespace")),
            Severity.LOW,
            Level.ADVISORY,
            "Set costManagementConfig.enabled: true."),
        CLUSTER,
        "costManagementConfig.enabled",
        true);
  }

  /** Whoever spans zones wants to last; a cluster in one zone is one to try things in. */
  private static PolicyRule deletionProtection() {
    RuleInfo info =
        new RuleInfo(
            "cluster-is-protected-from-deletion",
            "A cluster with nodes in several zones cannot be deleted by mistake",
            "Its tenants' volumes go with it. A cluster in one zone says by that that it may be"
                + " lost.",
            List.of(Controls.promise("docs/hardening.md")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set deletionProtection: true; of the stack's file, data.deletionPolicy: retain.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER) && spansZones(one),
        (cluster, findings) -> {
          Value kept = cluster.at("deletionProtection");
          findings.require(kept.is(false).not(), cluster, kept, "must be true");
        });
  }

  /**
   * Whether its nodes are known to lie in several zones. A region has three unless {@code
   * nodeLocations} names them; those of a cluster in a zone come on top of that zone.
   */
  private static boolean spansZones(Resource cluster) {
    Value location = cluster.at("location");
    Value others = cluster.at("nodeLocations");
    if (location.matches(ZONE) == Answer.YES) {
      return others.any(each -> each.is(location.shown()).not()) == Answer.YES;
    }
    Answer three = location.matches(REGION).and(others.isEmpty());
    return others.items().size() > 1 || three == Answer.YES;
  }

  private static PolicyRule zones() {
    RuleInfo info =
        new RuleInfo(
            "cluster-spans-zones",
            "A cluster has a control plane per region, and nodes in three zones if it is to last",
            "With the only zone of a control plane all tenants are gone. A cluster that may be"
                + " deleted may have its nodes in fewer zones: they cost per zone.",
            List.of(Controls.tenancy("regional control plane"), Controls.tenancy("≥3 zones")),
            Severity.MEDIUM,
            Level.ADVISORY,
            "Set location to a region, and nodeLocations to three of its zones where"
                + " deletionProtection is true.");
    return new ResourceRule(
        info, one -> one.type().equals(CLUSTER), ClusterOperationRules::requireZones);
  }

  private static void requireZones(Resource cluster, Findings findings) {
    Value location = cluster.at("location");
    findings.require(location.matches(REGION), cluster, location, "must be a region");
    Value zones = cluster.at("nodeLocations");
    boolean few = zones.isPresent() && zones.items().size() < ZONES_MIN;
    Answer kept = cluster.at("deletionProtection").is(true);
    findings.require(
        kept.and(Answer.of(few)).not(), cluster, zones, "must hold at least " + ZONES_MIN);
  }

  private static PolicyRule boundedProvisioning() {
    RuleInfo info =
        new RuleInfo(
            "cluster-bounds-new-nodes",
            "Nodes that a cluster makes by itself have an upper bound",
            "A loop of agents buys machines without end otherwise.",
            List.of(Controls.llm("LLM10"), Controls.agentic("ASI08")),
            Severity.HIGH,
            Level.MANDATORY,
            "Say maximum for cpu and memory in clusterAutoscaling.resourceLimits.");
    return new ResourceRule(
        info,
        one ->
            one.type().equals(CLUSTER)
                && one.at("clusterAutoscaling.enabled").is(true) == Answer.YES,
        (cluster, findings) -> {
          Value limits = cluster.at("clusterAutoscaling.resourceLimits");
          for (String what : List.of("cpu", "memory")) {
            Answer bounded =
                limits.any(
                    limit ->
                        limit
                            .at("resourceType")
                            .is(what)
                            .and(limit.at("maximum").isNumber(most -> most > 0)));
            findings.require(bounded, cluster, limits.path() + " has no maximum of " + what);
          }
        });
  }
}
