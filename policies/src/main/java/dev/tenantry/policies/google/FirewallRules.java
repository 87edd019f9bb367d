package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.FIREWALL;

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

/** Firewall rules of a network. */
final class FirewallRules {
  /** Where a firewall policy says so, its ranges are of these networks and not of the Internet. */
  private static final Set<String> INSIDE = Set.of("NON_INTERNET", "VPC_NETWORKS", "INTRA_VPC");

  private FirewallRules() {}

  static List<PolicyRule> all() {
    return List.of(noPublicIngress(), egressIsTcp(), refusalsAreLogged());
  }

  private static PolicyRule noPublicIngress() {
    RuleInfo info =
        new RuleInfo(
            "firewall-lets-nobody-in-from-the-internet",
            "No firewall rule lets the Internet in",
            "SSH, RDP or a node's port is one stolen key from everybody.",
            List.of(
                Controls.gcp("3.6"),
                Controls.gcp("3.7"),
                Controls.gke("5.6.6"),
                Controls.pulumi("gcp-compute-firewallpolicyrule-disallow-inbound-http-traffic")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Name the sources in sourceRanges, of a policy's rule in match.srcIpRanges, none wider"
                + " than a private range.");
    return new ResourceRule(
        info,
        one -> (allows(one) || allowsByPolicy(one)) && isIn(one),
        FirewallRules::requireSources);
  }

  private static void requireSources(Resource rule, Findings findings) {
    if (rule.type().equals(FIREWALL)) {
      requireNamed(rule, findings);
      requireNarrow(rule, rule.at("sourceRanges"), findings);
    } else {
      requireNarrow(rule, rule.at("match.srcIpRanges"), findings);
    }
  }

  private static void requireNamed(Resource rule, Findings findings) {
    Value ranges = rule.at("sourceRanges");
    Answer somebody =
        ranges
            .isEmpty()
            .and(rule.at("sourceTags").isEmpty())
            .and(rule.at("sourceServiceAccounts").isEmpty())
            .not();
    findings.require(somebody, rule, ranges, "must name sources, as absent is anybody");
  }

  private static void requireNarrow(Resource rule, Value ranges, Findings findings) {
    for (Value range : ranges.items()) {
      findings.require(Ranges.isWide(range).not(), rule, range, "must not be half of the Internet");
    }
  }

  private static PolicyRule egressIsTcp() {
    RuleInfo info =
        new RuleInfo(
            "firewall-lets-tcp-out-only",
            "What leaves for the Internet is TCP",
            "DNS to a foreign server, QUIC and ICMP carry data past the egress rules on names.",
            List.of(
                Controls.gke("5.6.6"),
                Controls.agentic("ASI02"),
                Controls.promise("docs/cluster.md")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Allow protocol tcp alone where destinationRanges is all addresses.");
    return new ResourceRule(
        info,
        one -> allows(one) && one.at("direction").is("EGRESS") == Answer.YES,
        (rule, findings) -> {
          Value ranges = rule.at("destinationRanges");
          Answer anywhere = ranges.isEmpty().or(ranges.any(Ranges::isWide));
          for (Value allowed : rule.at("allows").items()) {
            Value protocol = allowed.at("protocol");
            Answer tcp = protocol.is("tcp").or(protocol.is("6"));
            findings.require(anywhere.not().or(tcp), rule, protocol, "must be tcp");
          }
        });
  }

  private static PolicyRule refusalsAreLogged() {
    return ValueRule.that(
        new RuleInfo(
            "firewall-logs-what-it-refuses",
            "A firewall rule that refuses says so in a log",
            "A refused connection is the first sign of a pod that went its own way.",
            List.of(Controls.owasp("K10"), Controls.agentic("ASI10")),
            Severity.LOW,
            Level.ADVISORY,
            "Set logConfig.metadata: INCLUDE_ALL_METADATA."),
        one -> one.type().equals(FIREWALL) && one.at("denies").isEmpty() == Answer.NO,
        "logConfig",
        Value::exists,
        "must be there");
  }

  /** Google's default direction is in. */
  private static boolean isIn(Resource rule) {
    return rule.at("direction").is("EGRESS") == Answer.NO;
  }

  private static boolean allows(Resource rule) {
    return rule.type().equals(FIREWALL)
        && rule.at("allows").isEmpty() == Answer.NO
        && rule.at("disabled").is(true) != Answer.YES;
  }

  /** Of a firewall policy, which has one action for all of a rule. */
  private static boolean allowsByPolicy(Resource rule) {
    return GoogleTypes.FIREWALL_POLICY_RULES.contains(rule.type())
        && rule.at("action").is("allow") == Answer.YES
        && rule.at("disabled").is(true) != Answer.YES
        && isFromAnywhere(rule.at("match.srcNetworkContext"))
        && isFromAnywhere(rule.at("match.srcNetworkScope"));
  }

  /** The provider has had two names for it. */
  private static boolean isFromAnywhere(Value networks) {
    return networks.isText(INSIDE::contains) == Answer.NO;
  }
}
