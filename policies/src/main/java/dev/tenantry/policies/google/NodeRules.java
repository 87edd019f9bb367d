package dev.tenantry.policies.google;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Remedy;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What nodes are, wherever they are declared: pools, first nodes, nodes made when needed. */
final class NodeRules {
  private static final String SHIELDED = "shieldedInstanceConfig.";

  private NodeRules() {}

  static List<PolicyRule> all() {
    return List.of(
        ownAccount(),
        metadataServer(),
        containerOptimized(),
        autoRepair(),
        autoUpgrade(),
        integrity(),
        secureBoot(),
        diskKey());
  }

  private static PolicyRule ownAccount() {
    return of(
        new RuleInfo(
            "nodes-have-their-own-account",
            "Nodes do not run as the project's default service account",
            "The default account may edit the whole project; whoever takes over a node is it.",
            List.of(Controls.gke("5.2.1"), Controls.owasp("K08")),
            Severity.HIGH,
            Level.MANDATORY,
            "Name an account with roles/container.defaultNodeServiceAccount alone in"
                + " nodeConfig.serviceAccount."),
        NodeConfigs::all,
        "serviceAccount",
        value ->
            value
                .isEmpty()
                .or(value.is("default"))
                .or(value.isText(text -> text.endsWith("-compute@developer.gserviceaccount.com")))
                .not(),
        "must name an account of their own");
  }

  private static PolicyRule metadataServer() {
    return of(
        new RuleInfo(
            "nodes-run-the-metadata-server",
            "Pods ask GKE's metadata server, not the machine's",
            "The machine's own gives every pod the node's token.",
            List.of(Controls.gke("5.4.1"), Controls.gke("5.2.2")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Set nodeConfig.workloadMetadataConfig.mode: GKE_METADATA."),
        NodeConfigs::declared,
        "workloadMetadataConfig.mode",
        value -> value.is("GKE_METADATA"),
        "must be GKE_METADATA");
  }

  private static PolicyRule containerOptimized() {
    return of(
        new RuleInfo(
            "nodes-run-container-optimized-os",
            "Nodes run Google's Container-Optimized OS",
            "It has no package manager, a read-only root and verified boot; others have more for"
                + " an intruder to use.",
            List.of(Controls.gke("5.5.1")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set imageType: COS_CONTAINERD."),
        NodeConfigs::all,
        "imageType",
        value -> value.isText(text -> text.equalsIgnoreCase("COS_CONTAINERD")),
        "must be COS_CONTAINERD");
  }

  private static PolicyRule autoRepair() {
    return of(
            new RuleInfo(
                "nodes-are-repaired",
                "Broken nodes are replaced",
                "A node that fails its health checks keeps its pods and serves nobody.",
                List.of(Controls.gke("5.5.2")),
                Severity.LOW,
                Level.ADVISORY,
                "Set management.autoRepair: true."),
            NodeConfigs::managed,
            "management.autoRepair",
            value -> value.is(true),
            "must be true")
        .remediedBy(managed("management.autoRepair"));
  }

  private static PolicyRule autoUpgrade() {
    return of(
            new RuleInfo(
                "nodes-are-upgraded",
                "Nodes get security patches by themselves",
                "A kernel hole that is known for months is how a pod leaves its container.",
                List.of(Controls.gke("5.5.3"), Controls.owasp("K07")),
                Severity.MEDIUM,
                Level.MANDATORY,
                "Set management.autoUpgrade: true; maintenance windows say when."),
            NodeConfigs::managed,
            "management.autoUpgrade",
            value -> value.is(true),
            "must be true")
        .remediedBy(managed("management.autoUpgrade"));
  }

  private static PolicyRule integrity() {
    return of(
        new RuleInfo(
            "nodes-monitor-their-integrity",
            "A node whose boot was changed is noticed",
            "A root kit below the kernel outlives every restart.",
            List.of(Controls.gke("5.5.6")),
            Severity.LOW,
            Level.MANDATORY,
            "Leave shieldedInstanceConfig.enableIntegrityMonitoring true, which is the default."),
        NodeConfigs::all,
        SHIELDED + "enableIntegrityMonitoring",
        value -> value.is(false).not(),
        "must not be false");
  }

  private static PolicyRule secureBoot() {
    return of(
        new RuleInfo(
            "nodes-boot-securely",
            "Nodes boot signed code only",
            "Google's default is off: an unsigned kernel module loads and stays.",
            List.of(Controls.gke("5.5.7")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set shieldedInstanceConfig.enableSecureBoot: true."),
        NodeConfigs::all,
        SHIELDED + "enableSecureBoot",
        value -> value.is(true),
        "must be true");
  }

  private static PolicyRule diskKey() {
    return of(
        new RuleInfo(
            "nodes-encrypt-boot-disks",
            "Nodes' boot disks are encrypted with a key of Cloud KMS",
            "Pods' scratch files lie there; a key of one's own can be withdrawn, Google's cannot.",
            List.of(Controls.gke("5.9.2")),
            Severity.LOW,
            Level.ADVISORY,
            "Set bootDiskKmsKey; of the stack's file, gke.key."),
        NodeConfigs::all,
        "bootDiskKmsKey",
        value -> value.isEmpty().not(),
        "must name a key");
  }

  /** True where nothing is said: who wants it off says so. A pool in a cluster's list stays. */
  private static Remedy managed(String path) {
    return one ->
        NodeConfigs.managed(one).stream()
            .map(place -> place.at(path).path())
            .filter(place -> !place.contains("["))
            .collect(Collectors.toMap(Function.identity(), place -> true));
  }

  private static ResourceRule of(
      RuleInfo info,
      Function<Resource, List<Value>> places,
      String path,
      Function<Value, Answer> holds,
      String wanted) {
    return new ResourceRule(
        info,
        NodeConfigs::isAsked,
        (one, findings) -> {
          for (Value place : places.apply(one)) {
            Value value = place.at(path);
            findings.require(holds.apply(value), one, value, wanted);
          }
        });
  }
}
