package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.CLUSTER;

import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;

/** What a cluster lets run, and how it keeps what it knows. */
final class ClusterSecurityRules {
  private static final Set<String> ENFORCING =
      Set.of(
          "PROJECT_SINGLETON_POLICY_ENFORCE",
          "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE");

  private static final Set<String> ENCRYPTED =
      Set.of("ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED");

  private ClusterSecurityRules() {}

  static List<PolicyRule> all() {
    return List.of(
        workloadIdentity(),
        secretsEncrypted(),
        binaryAuthorization(),
        securityPosture(),
        shieldedNodes(),
        noAlpha(),
        noPreview(),
        noExternalIps(),
        readOnlyPort());
  }

  private static PolicyRule workloadIdentity() {
    return ValueRule.that(
        new RuleInfo(
            "cluster-has-workload-identity",
            "A cluster's pods are known to Google by their own ServiceAccounts",
            "Without it every pod acts as its node, and one tenant's agent holds the rights of"
                + " all.",
            List.of(
                Controls.gke("5.2.2"),
                Controls.tenancy("Workload Identity"),
                Controls.owasp("K08")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Set workloadIdentityConfig.workloadPool: <project>.svc.id.goog."),
        CLUSTER,
        "workloadIdentityConfig.workloadPool",
        value -> value.isText(text -> text.endsWith(".svc.id.goog")),
        "must be <project>.svc.id.goog");
  }

  private static PolicyRule secretsEncrypted() {
    RuleInfo info =
        new RuleInfo(
            "cluster-encrypts-secrets",
            "A cluster encrypts its Secrets with a key of Cloud KMS",
            "Who reads a copy of etcd reads every Secret; with a key that can be withdrawn, no"
                + " longer.",
            List.of(Controls.gke("5.3.1"), Controls.owasp("K03")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set databaseEncryption.state: ENCRYPTED with a keyName.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER),
        (cluster, findings) -> {
          Value state = cluster.at("databaseEncryption.state");
          findings.require(state.isText(ENCRYPTED::contains), cluster, state, "must be ENCRYPTED");
          Value key = cluster.at("databaseEncryption.keyName");
          findings.require(key.isEmpty().not(), cluster, key, "must name a key");
        });
  }

  private static PolicyRule binaryAuthorization() {
    return ValueRule.that(
        new RuleInfo(
            "cluster-enforces-binary-authorization",
            "A cluster runs images only that Binary Authorization lets through",
            "Whoever may create a pod could otherwise run any image of the world.",
            List.of(Controls.gke("5.1.4"), Controls.agentic("ASI04"), Controls.llm("LLM03")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set binaryAuthorization.evaluationMode: PROJECT_SINGLETON_POLICY_ENFORCE; what the"
                + " project's policy asks for is set there."),
        CLUSTER,
        "binaryAuthorization.evaluationMode",
        value -> value.isText(ENFORCING::contains),
        "must be PROJECT_SINGLETON_POLICY_ENFORCE");
  }

  private static PolicyRule securityPosture() {
    RuleInfo info =
        new RuleInfo(
            "cluster-watches-its-posture",
            "A cluster reports weak workloads and vulnerable images",
            "A hole that is published after an image was built is otherwise found by others"
                + " first.",
            List.of(Controls.gke("5.10.4"), Controls.gke("5.1.1")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set securityPostureConfig.mode: BASIC and vulnerabilityMode: VULNERABILITY_BASIC, or"
                + " their ENTERPRISE forms.");
    return new ResourceRule(
        info,
        one -> one.type().equals(CLUSTER),
        (cluster, findings) -> {
          Value mode = cluster.at("securityPostureConfig.mode");
          findings.require(
              mode.isText(Set.of("BASIC", "ENTERPRISE")::contains), cluster, mode, "must be BASIC");
          Value images = cluster.at("securityPostureConfig.vulnerabilityMode");
          findings.require(
              images.isText(Set.of("VULNERABILITY_BASIC", "VULNERABILITY_ENTERPRISE")::contains),
              cluster,
              images,
              "must be VULNERABILITY_BASIC");
        });
  }

  private static PolicyRule shieldedNodes() {
    return ValueRule.isNot(
        new RuleInfo(
            "cluster-shields-nodes",
            "Nodes prove who they are when they join",
            "Otherwise a stolen bootstrap token makes any machine a node, and nodes read pods'"
                + " Secrets.",
            List.of(Controls.gke("5.5.5")),
            Severity.HIGH,
            Level.MANDATORY,
            "Leave enableShieldedNodes true, which is the default."),
        CLUSTER,
        "enableShieldedNodes",
        false);
  }

  private static PolicyRule noAlpha() {
    return ValueRule.isNot(
        new RuleInfo(
            "cluster-is-no-alpha-cluster",
            "No cluster has Kubernetes' alpha features",
            "GKE deletes an alpha cluster after 30 days and never upgrades it.",
            List.of(Controls.gke("5.10.2")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set enableKubernetesAlpha: false and make the cluster anew."),
        CLUSTER,
        "enableKubernetesAlpha",
        true);
  }

  private static PolicyRule noPreview() {
    RuleInfo info =
        new RuleInfo(
            "google-resource-is-generally-available",
            "Nothing rests on a preview of Google's or on a beta API of Kubernetes",
            "Previews have no support and no promise to last; beta APIs go with a minor version.",
            List.of(
                Controls.pulumi("kubernetes-…-disallow-beta-resource"),
                Controls.pulumi("kubernetes-…-disallow-alpha-resource")),
            Severity.LOW,
            Level.ADVISORY,
            "Leave enableK8sBetaApis out, take Gateway's CHANNEL_STANDARD, set launchStage: GA.");
    return new ResourceRule(
        info,
        one -> one.isGoogle(),
        (one, findings) -> {
          Value stage = one.at("launchStage");
          findings.require(stage.isEmpty().or(stage.is("GA")), one, stage, "must be GA");
          Value beta = one.at("enableK8sBetaApis.enabledApis");
          findings.require(beta.isEmpty(), one, beta, "must be empty");
          Value gateway = one.at("gatewayApiConfig.channel");
          findings.require(
              gateway.is("CHANNEL_EXPERIMENTAL").not(), one, gateway, "must be CHANNEL_STANDARD");
        });
  }

  private static PolicyRule noExternalIps() {
    return ValueRule.isNot(
        new RuleInfo(
            "cluster-allows-no-external-ips",
            "Services take no addresses that they were not given",
            "A tenant's Service with externalIPs draws other tenants' traffic for that address to"
                + " itself (CVE-2020-8554).",
            List.of(Controls.owasp("K06"), Controls.promise("docs/hardening.md")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set serviceExternalIpsConfig.enabled: false."),
        CLUSTER,
        "serviceExternalIpsConfig.enabled",
        true);
  }

  private static PolicyRule readOnlyPort() {
    return new ResourceRule(
        new RuleInfo(
            "nodes-close-the-read-only-port",
            "The kubelet's port without sign-in is closed",
            "Port 10255 tells whoever asks about all pods of a node, of every tenant.",
            List.of(Controls.gke("3.2.4"), Controls.owasp("K07")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set nodePoolDefaults.nodeConfigDefaults.insecureKubeletReadonlyPortEnabled: \"FALSE\""
                + " on the cluster, and do not say TRUE on a pool."),
        one -> one.type().equals(CLUSTER) || one.type().equals(GoogleTypes.NODE_POOL),
        (one, findings) -> {
          String name = "insecureKubeletReadonlyPortEnabled";
          Value pool = one.at("nodeConfig.kubeletConfig." + name);
          findings.require(pool.is("TRUE").not(), one, pool, "must not be TRUE");
          if (one.type().equals(CLUSTER)) {
            Value all = one.at("nodePoolDefaults.nodeConfigDefaults." + name);
            findings.require(all.is("FALSE"), one, all, "must be FALSE");
          }
        });
  }
}
