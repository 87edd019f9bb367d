package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.SUBNET;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Remedy;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;

/** Networks, subnets, names, and what of them the Internet sees. */
final class NetworkRules {
  /**
   * The share of connections that flow logs must hold. CIS asks for all; half is Google's default
   * for new subnets, shows who talks to whom at half of the price, and is what stacks have.
   */
  private static final double SAMPLING_MIN = 0.5;

  private static final Set<String> INTERNAL =
      Set.of("", "INTERNAL", "INTERNAL_MANAGED", "INTERNAL_SELF_MANAGED");

  private static final String PRIVATE_ACCESS = "privateIpGoogleAccess";

  private NetworkRules() {}

  static List<PolicyRule> all() {
    return List.of(
        customSubnets(),
        flowLogs(),
        privateAccess(),
        natLogs(),
        addresses(),
        forwarding(),
        signedZones());
  }

  private static PolicyRule customSubnets() {
    RuleInfo info =
        new RuleInfo(
            "network-has-chosen-subnets",
            "A network has the subnets that somebody chose, and is not Google's default one",
            "The default network has a subnet in every region and lets SSH and RDP in from"
                + " anywhere.",
            List.of(Controls.gcp("3.1"), Controls.gcp("3.2")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set autoCreateSubnetworks: false and a name other than default.");
    return new ResourceRule(
        info,
        one -> one.type().equals(GoogleTypes.NETWORK),
        (network, findings) -> {
          Value automatic = network.at("autoCreateSubnetworks");
          findings.require(automatic.is(false), network, automatic, "must be false");
          Value name = network.at("name");
          findings.require(name.is("default").not(), network, name, "must not be default");
        });
  }

  private static PolicyRule flowLogs() {
    RuleInfo info =
        new RuleInfo(
            "subnet-keeps-flow-logs",
            "Subnets log who talks to whom",
            "After an incident nobody could say where data went.",
            List.of(Controls.gcp("3.10"), Controls.gke("5.6.1"), Controls.owasp("K10")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set logConfig with INTERVAL_5_SEC, INCLUDE_ALL_METADATA, flowSampling of 0.5 or more,"
                + " and no filterExpr.");
    return new ResourceRule(info, NetworkRules::hasMachines, NetworkRules::requireFlowLogs);
  }

  /** Google keeps no flow logs of subnets for proxies and published services. */
  private static boolean hasMachines(Resource one) {
    Value purpose = one.at("purpose");
    return one.type().equals(SUBNET) && purpose.isEmpty().or(purpose.is("PRIVATE")) != Answer.NO;
  }

  private static void requireFlowLogs(Resource subnet, Findings findings) {
    Value logs = subnet.at("logConfig");
    findings.require(logs.exists(), subnet, logs, "must be there");
    if (logs.isPresent()) {
      Value interval = logs.at("aggregationInterval");
      // Absent is five seconds, too.
      findings.require(
          interval.isEmpty().or(interval.is("INTERVAL_5_SEC")),
          subnet,
          interval,
          "must be INTERVAL_5_SEC");
      Value sampling = logs.at("flowSampling");
      findings.require(
          sampling.isEmpty().or(sampling.isNumber(share -> share >= SAMPLING_MIN)),
          subnet,
          sampling,
          "must be at least " + SAMPLING_MIN);
      Value metadata = logs.at("metadata");
      findings.require(
          metadata.isEmpty().or(metadata.is("INCLUDE_ALL_METADATA")),
          subnet,
          metadata,
          "must be INCLUDE_ALL_METADATA");
      Value filter = logs.at("filterExpr");
      findings.require(filter.isEmpty().or(filter.is("true")), subnet, filter, "must be absent");
    }
  }

  private static PolicyRule privateAccess() {
    return ValueRule.that(
            new RuleInfo(
                "subnet-reaches-google-privately",
                "Machines without public addresses reach Google's APIs",
                "Nodes could neither fetch an image nor send a log, unless somebody gives them"
                    + " public addresses.",
                List.of(Controls.promise("docs/cluster.md"), Controls.tenancy("private cluster")),
                Severity.LOW,
                Level.MANDATORY,
                "Set privateIpGoogleAccess: true."),
            NetworkRules::hasMachines,
            PRIVATE_ACCESS,
            value -> value.is(true),
            "must be true")
        .remediedBy(Remedy.of(PRIVATE_ACCESS, true));
  }

  private static PolicyRule natLogs() {
    return ValueRule.is(
        new RuleInfo(
            "nat-keeps-logs",
            "The way out of a network is logged",
            "The log says which node sent what to which address of the Internet.",
            List.of(Controls.owasp("K10"), Controls.agentic("ASI02")),
            Severity.LOW,
            Level.ADVISORY,
            "Set logConfig.enable: true."),
        GoogleTypes.NAT,
        "logConfig.enable",
        true);
  }

  private static PolicyRule addresses() {
    return ValueRule.that(
        new RuleInfo(
            "address-is-internal",
            "No address on the Internet is reserved",
            "Tenants come in by the entry's Gateway, which has its own address; another one is a"
                + " door that nobody watches.",
            List.of(Controls.owasp("K06"), Controls.tenancy("private cluster")),
            Severity.MEDIUM,
            Level.ADVISORY,
            "Set addressType: INTERNAL; absent is EXTERNAL."),
        one ->
            one.type().equals(GoogleTypes.ADDRESS) || one.type().equals(GoogleTypes.GLOBAL_ADDRESS),
        "addressType",
        value -> value.is("INTERNAL"),
        "must be INTERNAL");
  }

  private static PolicyRule forwarding() {
    return ValueRule.that(
        new RuleInfo(
            "forwarding-rule-is-internal",
            "No forwarding rule takes traffic from the Internet",
            "Google's default scheme is EXTERNAL: an endpoint of the database would be a load"
                + " balancer for everybody.",
            List.of(Controls.owasp("K06"), Controls.gcp("6.7")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set loadBalancingScheme: \"\" for an endpoint of Private Service Connect, INTERNAL for"
                + " anything else."),
        one ->
            one.type().equals(GoogleTypes.FORWARDING_RULE)
                || one.type().equals(GoogleTypes.GLOBAL_FORWARDING_RULE),
        "loadBalancingScheme",
        value -> value.isText(INTERNAL::contains),
        "must be empty or internal");
  }

  private static PolicyRule signedZones() {
    RuleInfo info =
        new RuleInfo(
            "public-zone-is-signed",
            "Zones that the Internet sees are signed, and not with SHA-1",
            "A forged answer leads tenants' clients, with their tokens, to somebody else.",
            List.of(Controls.gcp("3.3"), Controls.gcp("3.4"), Controls.gcp("3.5")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set visibility: private, or dnssecConfig.state: on with an algorithm of today.");
    return new ResourceRule(
        info,
        one ->
            one.type().equals(GoogleTypes.ZONE)
                && one.at("visibility").isEmpty().or(one.at("visibility").is("public"))
                    == Answer.YES,
        (zone, findings) -> {
          Value state = zone.at("dnssecConfig.state");
          findings.require(state.is("on"), zone, state, "must be on");
          for (Value key : zone.at("dnssecConfig.defaultKeySpecs").items()) {
            Value algorithm = key.at("algorithm");
            findings.require(algorithm.is("rsasha1").not(), zone, algorithm, "must not be rsasha1");
          }
        });
  }
}
