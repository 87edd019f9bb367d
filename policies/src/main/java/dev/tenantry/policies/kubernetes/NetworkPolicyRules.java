package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a network policy may open. */
final class NetworkPolicyRules {
  /**
   * The metadata server of every cloud, which hands out the node's and the pod's identity, and
   * where GKE's own listens on the node: without Dataplane V2, policies judge that address.
   */
  private static final List<String> METADATA = List.of("169.254.169.254/32", "169.254.169.252/32");

  /** The port of DNS, which GKE serves at the same address. */
  private static final int DNS = 53;

  /** Shorter prefixes are no named peer: half of the Internet is a /1. */
  private static final int SHORTEST_PREFIX = 8;

  private static final Pattern RANGE = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)/(\\d+)");

  /** A wildcard, then at least two whole labels. */
  private static final Pattern NARROW = Pattern.compile("[^*]+|\\*\\.[^*.]+(\\.[^*.]+)+");

  private NetworkPolicyRules() {}

  static List<PolicyRule> all() {
    return List.of(callers(), egress(), ranges(), metadata(), names());
  }

  private static PolicyRule callers() {
    RuleInfo info =
        new RuleInfo(
            "network-policy-names-its-peers",
            "No NetworkPolicy lets in everybody, a range wider than /8, or all Namespaces' pods",
            "One such rule undoes the default deny: policies only ever add.",
            Controls.cis("4.3.2")
                .and(Catalogue.NSA_CISA, "2.0")
                .and(Catalogue.OWASP_KUBERNETES, "K05")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "pending: no cross-tenant network")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "State from, in narrow ranges; a podSelector beside each empty namespaceSelector.");
    return policies(
        info,
        (policy, findings) -> {
          for (Value rule : policy.at("spec.ingress").items()) {
            Value from = rule.field("from");
            findings.require(from.isEmpty().not(), policy, from, "must name its peers");
            for (Value peer : from.items()) {
              refuseEverybody(policy, peer, findings);
              refuseWide(policy, peer, Answer.YES, findings);
            }
          }
          for (Value rule : policy.at("spec.egress").items()) {
            rule.field("to").items().forEach(peer -> refuseEverybody(policy, peer, findings));
          }
        });
  }

  private static void refuseEverybody(Resource policy, Value peer, Findings findings) {
    Value namespaces = peer.field("namespaceSelector");
    Answer all = namespaces.exists().and(nothing(namespaces));
    findings.require(
        all.and(nothing(peer.field("podSelector"))).not(),
        policy,
        namespaces,
        "must select Namespaces, or stand beside a podSelector");
  }

  /** Whether a selector selects everything. */
  private static Answer nothing(Value selector) {
    return selector
        .field("matchLabels")
        .isEmpty()
        .and(selector.field("matchExpressions").isEmpty());
  }

  private static PolicyRule egress() {
    RuleInfo info =
        new RuleInfo(
            "tenant-egress-names-its-peers",
            "Every egress rule of a tenant names its peers",
            "An agent that was talked into it would carry data to any address there is.",
            Controls.of(Catalogue.OWASP_LLM, "LLM01")
                .and(Catalogue.OWASP_AGENTIC, "ASI01")
                .and(Catalogue.OWASP_KUBERNETES, "K05")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "State to; hosts go to allowedHosts of the tenant's file.");
    return policies(
        info,
        (policy, findings) -> {
          for (Value rule : policy.at("spec.egress").items()) {
            Value to = rule.field("to");
            findings.require(
                TenantNames.owns(policy).not().or(to.isEmpty().not()),
                policy,
                to,
                "must name its peers");
          }
        });
  }

  private static PolicyRule ranges() {
    RuleInfo info =
        new RuleInfo(
            "tenant-reaches-no-wide-range",
            "No rule of a tenant opens 0.0.0.0/0, ::/0 or another range wider than /8",
            "Such a range is the Internet: nothing would be left of the allow-list of hosts.",
            Controls.of(Catalogue.OWASP_LLM, "LLM01")
                .and(Catalogue.OWASP_AGENTIC, "ASI01")
                .and(Catalogue.OWASP_KUBERNETES, "K05")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Name the range of the one service, or its host in allowedHosts.");
    return policies(
        info,
        (policy, findings) -> {
          for (Value rule : policy.at("spec.egress").items()) {
            for (Value peer : rule.field("to").items()) {
              refuseWide(policy, peer, TenantNames.owns(policy), findings);
            }
          }
        });
  }

  private static void refuseWide(Resource policy, Value peer, Answer concerned, Findings findings) {
    Value range = peer.at("ipBlock.cidr");
    findings.require(
        concerned.and(range.isText(NetworkPolicyRules::isWide)).not(),
        policy,
        range,
        "must be /" + SHORTEST_PREFIX + " or narrower");
  }

  private static boolean isWide(String range) {
    Optional<Integer> prefix = prefix(range);
    return prefix.isPresent() && prefix.get() < SHORTEST_PREFIX;
  }

  private static Optional<Integer> prefix(String range) {
    String length = range.substring(range.lastIndexOf('/') + 1);
    return length.matches("\\d{1,3}") ? Optional.of(Integer.valueOf(length)) : Optional.empty();
  }

  private static PolicyRule metadata() {
    RuleInfo info =
        new RuleInfo(
            "metadata-server-is-for-identities",
            "Only a tenant's pods with an identity reach the metadata server",
            "It answers every caller with tokens for Google Cloud; only DNS is for all.",
            Controls.cis("5.4.1")
                .and(Catalogue.OWASP_KUBERNETES, "K08")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Select pods by the label " + ProductNames.IDENTITY + ": \"true\".");
    return policies(info, NetworkPolicyRules::requireIdentity);
  }

  private static void requireIdentity(Resource policy, Findings findings) {
    Value label = policy.at("spec.podSelector.matchLabels").field(ProductNames.IDENTITY);
    Answer free = TenantNames.owns(policy).not().or(label.is(true));
    for (Value rule : policy.at("spec.egress").items()) {
      Value ports = rule.field("ports");
      Answer dns = ports.isEmpty().not().and(ports.all(NetworkPolicyRules::isDns));
      for (Value peer : rule.field("to").items()) {
        findings.require(
            free.or(dns).or(reachesMetadata(peer.field("ipBlock")).not()),
            policy,
            peer.at("ipBlock.cidr"),
            "must be for pods with the label " + ProductNames.IDENTITY + " only");
      }
    }
  }

  private static Answer isDns(Value port) {
    Value last = port.field("endPort");
    return port.field("port").is(DNS).and(last.isEmpty().or(last.is(DNS)));
  }

  private static Answer reachesMetadata(Value block) {
    return METADATA.stream()
        .map(
            address ->
                holds(block.field("cidr"), address)
                    .and(block.field("except").any(one -> holds(one, address)).not()))
        .reduce(Answer.NO, Answer::or);
  }

  private static Answer holds(Value range, String address) {
    return range.isText(text -> contains(text, address));
  }

  /** Whether a range of IPv4 contains another; of anything else it does not. */
  private static boolean contains(String outer, String inner) {
    Matcher one = RANGE.matcher(outer);
    Matcher other = RANGE.matcher(inner);
    if (!one.matches() || !other.matches()) {
      return false;
    }
    int free = Math.max(0, 32 - Integer.parseInt(one.group(5)));
    return address(one) >> free == address(other) >> free;
  }

  private static long address(Matcher range) {
    long address = 0;
    for (int part = 1; part <= 4; part++) {
      address = address << 8 | Long.parseLong(range.group(part));
    }
    return address;
  }

  private static PolicyRule names() {
    RuleInfo info =
        new RuleInfo(
            "tenant-reaches-narrow-names",
            "No FQDNNetworkPolicy opens a pattern of fewer than two labels",
            "*.com is most of the Internet, and anybody can register a name below it.",
            Controls.of(Catalogue.OWASP_LLM, "LLM01").and(Catalogue.OWASP_AGENTIC, "ASI01").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Name the host, or a pattern below a domain of one owner.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("FQDNNetworkPolicy"),
        (policy, findings) -> {
          for (Value rule : policy.at("spec.egress").items()) {
            for (Value match : rule.field("matches").items()) {
              Value pattern = match.field("pattern");
              findings.require(
                  pattern.isEmpty().or(pattern.matches(NARROW)),
                  policy,
                  pattern,
                  "must name at least two labels after *.");
            }
          }
        });
  }

  private static PolicyRule policies(RuleInfo info, ResourceRule.Check check) {
    return new ResourceRule(info, one -> one.kind().equals("NetworkPolicy"), check);
  }
}
