package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** What a Namespace must say. */
final class NamespaceRules {
  private NamespaceRules() {}

  static List<PolicyRule> all() {
    return List.of(podSecurityIsEnforced());
  }

  private static PolicyRule podSecurityIsEnforced() {
    RuleInfo info =
        new RuleInfo(
            "namespace-enforces-restricted",
            "Every Namespace enforces Pod Security restricted",
            "Without the label the API server admits privileged pods; one of them owns its node.",
            List.of(
                new Control(Catalogue.POD_SECURITY_STANDARDS, "restricted"),
                new Control(Catalogue.CIS_GKE, "4.2.1")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Label the Namespace pod-security.kubernetes.io/enforce: restricted.");
    return new ResourceRule(
        info, one -> one.kind().equals("Namespace"), NamespaceRules::requireRestricted);
  }

  private static void requireRestricted(Resource namespace, Findings findings) {
    Value enforced = namespace.at("metadata.labels['pod-security.kubernetes.io/enforce']");
    findings.require(enforced.is("restricted"), namespace, enforced, "must be restricted");
  }
}
