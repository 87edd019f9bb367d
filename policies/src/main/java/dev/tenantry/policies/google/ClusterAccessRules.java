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

/** Who reaches a cluster's control plane, and as whom. */
final class ClusterAccessRules {
  private ClusterAccessRules() {}

  static List<PolicyRule> all() {
    return List.of(
        privateEndpoint(),
        authorizedNetworks(),
        privateNodes(),
        noClientCertificate(),
        noLegacyAbac(),
        googleGroups());
  }

  private static PolicyRule privateEndpoint() {
    RuleInfo info =
        new RuleInfo(
            "cluster-endpoint-is-private",
            "A cluster's control plane has no public address",
            "Whoever finds the address may try stolen tokens and the API server's next hole.",
            List.of(Controls.gke("5.6.4"), Controls.owasp("K06")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set privateClusterConfig.enablePrivateEndpoint, or turn the endpoint by address off"
                + " with controlPlaneEndpointsConfig.ipEndpointsConfig.enabled: false and come by"
                + " the DNS endpoint, where IAM decides.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER),
        (cluster, findings) -> {
          Value endpoint = cluster.at("privateClusterConfig.enablePrivateEndpoint");
          Value addresses = cluster.at("controlPlaneEndpointsConfig.ipEndpointsConfig");
          Answer closed =
              endpoint
                  .is(true)
                  .or(addresses.at("enabled").is(false))
                  .or(addresses.at("enablePublicEndpoint").is(false));
          findings.require(closed, cluster, endpoint, "must be true");
        });
  }

  private static PolicyRule authorizedNetworks() {
    RuleInfo info =
        new RuleInfo(
            "cluster-has-authorized-networks",
            "A cluster's endpoint by address answers known networks only",
            "Without a list every machine that has a route reaches the API server, with Google's"
                + " own public ranges among them.",
            List.of(Controls.gke("5.6.3"), Controls.tenancy("authorized networks")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set masterAuthorizedNetworksConfig with the narrowest cidrBlocks, an empty list if"
                + " nobody needs it, and gcpPublicCidrsAccessEnabled: false.");
    return new ResourceRule(
        info, one -> one.type().equals(CLUSTER), ClusterAccessRules::requireNetworks);
  }

  private static void requireNetworks(Resource cluster, Findings findings) {
    Value config = cluster.at("masterAuthorizedNetworksConfig");
    findings.require(config.exists(), cluster, config, "must list the networks, if only none");
    Value google = config.at("gcpPublicCidrsAccessEnabled");
    findings.require(google.is(true).not(), cluster, google, "must not be true");
    for (Value block : config.at("cidrBlocks").items()) {
      Value range = block.at("cidrBlock");
      findings.require(
          Ranges.isWide(range).not(), cluster, range, "must not be half of the Internet");
    }
  }

  private static PolicyRule privateNodes() {
    RuleInfo info =
        new RuleInfo(
            "cluster-nodes-are-private",
            "Nodes have no public address",
            "A node with a public address is scanned from its first minute, and pods leave by it"
                + " past the network's one way out.",
            List.of(Controls.gke("5.6.5"), Controls.tenancy("private cluster")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set privateClusterConfig.enablePrivateNodes, and no networkConfig.enablePrivateNodes:"
                + " false on a pool.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER) || one.type().equals(GoogleTypes.NODE_POOL),
        (one, findings) -> {
          Value pool = one.at("networkConfig.enablePrivateNodes");
          findings.require(pool.is(false).not(), one, pool, "must not be false");
          if (one.type().equals(CLUSTER)) {
            Value nodes = one.at("privateClusterConfig.enablePrivateNodes");
            Answer byDefault = one.at("networkConfig.defaultEnablePrivateNodes").is(true);
            findings.require(nodes.is(true).or(byDefault), one, nodes, "must be true");
          }
        });
  }

  private static PolicyRule noClientCertificate() {
    return ValueRule.isNot(
        new RuleInfo(
            "cluster-issues-no-client-certificate",
            "A cluster issues no client certificate",
            "The certificate signs its holder in for years; nothing can take it back.",
            List.of(Controls.gke("5.8.1"), Controls.owasp("K09")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set masterAuth.clientCertificateConfig.issueClientCertificate: false."),
        CLUSTER,
        "masterAuth.clientCertificateConfig.issueClientCertificate",
        true);
  }

  private static PolicyRule noLegacyAbac() {
    return ValueRule.isNot(
        new RuleInfo(
            "cluster-has-no-legacy-abac",
            "A cluster authorizes by RBAC alone",
            "Legacy authorization gives every ServiceAccount all rights, whatever RBAC says.",
            List.of(Controls.gke("5.8.3"), Controls.owasp("K02")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Set enableLegacyAbac: false."),
        CLUSTER,
        "enableLegacyAbac",
        true);
  }

  private static PolicyRule googleGroups() {
    return ValueRule.that(
        new RuleInfo(
            "cluster-knows-google-groups",
            "People get their rights in a cluster by Google Groups",
            "A binding to a person stays when the person changes teams; a group's does not.",
            List.of(
                Controls.gke("5.8.2"), Controls.tenancy("Google Groups → IAM → namespace roles")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set authenticatorGroupsConfig.securityGroup to gke-security-groups@<your domain>, the"
                + " only name that GKE takes."),
        CLUSTER,
        "authenticatorGroupsConfig.securityGroup",
        value -> value.isText(text -> text.startsWith("gke-security-groups@")),
        "must be gke-security-groups@ of the organisation's domain");
  }
}
