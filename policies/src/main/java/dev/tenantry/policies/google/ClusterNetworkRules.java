package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.CLUSTER;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** How a cluster's pods are joined to the network, and kept apart in it. */
final class ClusterNetworkRules {
  private static final String DATAPATH = "datapathProvider";
  private static final String V2 = "ADVANCED_DATAPATH";

  private ClusterNetworkRules() {}

  static List<PolicyRule> all() {
    return List.of(vpcNative(), networkPolicies(), egressByName(), intranodeVisibility());
  }

  private static PolicyRule vpcNative() {
    RuleInfo info =
        new RuleInfo(
            "cluster-is-vpc-native",
            "Pods have addresses of the network",
            "With routes instead, any machine of the network can claim a pod's address, and"
                + " firewall rules do not know pods.",
            List.of(Controls.gke("5.6.2")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set networkingMode: VPC_NATIVE with an ipAllocationPolicy.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER),
        (cluster, findings) -> {
          Value mode = cluster.at("networkingMode");
          Answer ranges = cluster.at("ipAllocationPolicy").exists();
          Answer vpcNative = mode.is("VPC_NATIVE").or(ranges).and(mode.is("ROUTES").not());
          findings.require(vpcNative, cluster, mode, "must be VPC_NATIVE");
        });
  }

  private static PolicyRule networkPolicies() {
    RuleInfo info =
        new RuleInfo(
            "cluster-enforces-network-policies",
            "A cluster's network enforces network policies",
            "Without Dataplane V2 or Calico the API server stores every policy and nobody keeps"
                + " it: all tenants reach each other.",
            List.of(
                Controls.gke("4.3.1"),
                Controls.tenancy("network policies (deny cross-namespace)"),
                Controls.owasp("K05")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Set datapathProvider: ADVANCED_DATAPATH, or networkPolicy.enabled: true.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER),
        (cluster, findings) -> {
          Value datapath = cluster.at(DATAPATH);
          Answer calico = cluster.at("networkPolicy.enabled").is(true);
          findings.require(datapath.is(V2).or(calico), cluster, datapath, "must be " + V2);
        });
  }

  private static PolicyRule egressByName() {
    return ValueRule.that(
        new RuleInfo(
            "cluster-limits-egress-by-name",
            "A cluster on Dataplane V2 enforces policies on host names",
            "A tenant's allowed hosts are names; without these policies its agents would need all"
                + " addresses of the Internet. Calico has none, so the rule is for Dataplane V2.",
            List.of(
                Controls.agentic("ASI02"),
                Controls.llm("LLM06"),
                Controls.promise("docs/network-isolation.md")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set enableFqdnNetworkPolicy: true."),
        one -> one.type().equals(CLUSTER) && one.at(DATAPATH).is(V2) == Answer.YES,
        "enableFqdnNetworkPolicy",
        value -> value.is(true),
        "must be true");
  }

  private static PolicyRule intranodeVisibility() {
    return ValueRule.is(
        new RuleInfo(
            "cluster-shows-traffic-inside-nodes",
            "Traffic between two pods of one node is seen like any other",
            "Two tenants on one node could talk without a line in the flow logs.",
            List.of(Controls.gke("5.6.1")),
            Severity.LOW,
            Level.ADVISORY,
            "Set enableIntranodeVisibility: true."),
        CLUSTER,
        "enableIntranodeVisibility",
        true);
  }
}
