package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Control;
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
import java.util.Map;
import java.util.regex.Pattern;

/** What a Namespace must say. */
final class NamespaceRules {
  private static final String LABEL = "pod-security.kubernetes.io/";
  private static final Pattern VERSION = Pattern.compile("v1\\.\\d+");
  private static final Pattern TENANT = Pattern.compile("tenant-[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  private NamespaceRules() {}

  static List<PolicyRule> all() {
    return List.of(podSecurityIsEnforced(), versionIsPinned(), othersAreWarned(), tenantIsNamed());
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
    return namespaces(info, NamespaceRules::requireRestricted);
  }

  private static void requireRestricted(Resource namespace, Findings findings) {
    Value enforced = label(namespace, "enforce");
    findings.require(enforced.is("restricted"), namespace, enforced, "must be restricted");
  }

  private static PolicyRule versionIsPinned() {
    RuleInfo info =
        new RuleInfo(
            "namespace-pins-pod-security-version",
            "Every Namespace pins the version of the Pod Security Standards",
            "With latest an upgrade of the control plane refuses pods that ran until then.",
            Controls.pss("enforce-version").and(Catalogue.CIS_GKE, "4.2.1").all(),
            Severity.LOW,
            Level.ADVISORY,
            "Label the Namespace pod-security.kubernetes.io/enforce-version: v1.<minor>.");
    return namespaces(
        info,
        (namespace, findings) -> {
          Value version = label(namespace, "enforce-version");
          findings.require(version.matches(VERSION), namespace, version, "must be v1.<minor>");
        });
  }

  private static PolicyRule othersAreWarned() {
    RuleInfo info =
        new RuleInfo(
            "namespace-warns-and-audits",
            "Every Namespace warns of, and records, what restricted refuses",
            "Enforcement sees pods only; who applies a Deployment learns of it from the warning,"
                + " and the auditor from the record.",
            Controls.pss("warn", "audit").and(Catalogue.OWASP_KUBERNETES, "K10").all(),
            Severity.LOW,
            Level.ADVISORY,
            "Label the Namespace pod-security.kubernetes.io/warn and audit: restricted.");
    ResourceRule rule =
        namespaces(
            info,
            (namespace, findings) -> {
              for (String mode : List.of("warn", "audit")) {
                Value level = label(namespace, mode);
                findings.require(level.is("restricted"), namespace, level, "must be restricted");
              }
            });
    return rule.remediedBy(
        namespace -> Map.of(labelled("warn"), "restricted", labelled("audit"), "restricted"));
  }

  private static PolicyRule tenantIsNamed() {
    RuleInfo info =
        new RuleInfo(
            "tenant-namespace-is-named-after-it",
            "A Namespace with a tenant's label is called tenant-<tenant>",
            "Rules, network policies and reports know a tenant's Namespace by both; where they"
                + " differ, one of them takes it for another tenant's or for nobody's.",
            Controls.of(Catalogue.GKE_MULTI_TENANCY, "namespace per tenant with standard names")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Name the Namespace tenant-<tenant> and label it tenant.id: <tenant>.");
    return namespaces(
        info,
        (namespace, findings) -> {
          Value name = namespace.at("metadata.name");
          Value tenant = namespace.at("metadata.labels").field(ProductNames.TENANT_ID);
          String wanted = ProductNames.NAMESPACE_PREFIX + tenant.text().orElse("");
          Answer fits = name.is(wanted).and(name.matches(TENANT));
          findings.require(tenant.isEmpty().or(fits), namespace, name, "must be " + wanted);
        });
  }

  private static Value label(Resource namespace, String mode) {
    return namespace.at(labelled(mode));
  }

  private static String labelled(String mode) {
    return "metadata.labels['" + LABEL + mode + "']";
  }

  private static ResourceRule namespaces(RuleInfo info, ResourceRule.Check check) {
    return new ResourceRule(info, one -> one.kind().equals("Namespace"), check);
  }
}
