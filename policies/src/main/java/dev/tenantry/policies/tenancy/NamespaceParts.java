package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GKE;
import static dev.tenantry.policies.Catalogue.GKE_MULTI_TENANCY;
import static dev.tenantry.policies.Catalogue.NSA_CISA;
import static dev.tenantry.policies.Catalogue.OWASP_AGENTIC;
import static dev.tenantry.policies.Catalogue.OWASP_KUBERNETES;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** What every Namespace, or every tenant's, must have beside it. */
final class NamespaceParts {
  private NamespaceParts() {}

  static List<PolicyRule> all() {
    return List.of(defaultDeny(), defaultAccount(), flowSchema());
  }

  private static PolicyRule defaultDeny() {
    return TenancyRule.named(
            "namespace-is-closed",
            "Every Namespace has a NetworkPolicy that closes it both ways",
            "A pod that no policy selects talks to every pod of every tenant.")
        .asked(CIS_GKE, "4.3.2")
        .asked(NSA_CISA, "2.0")
        .asked(OWASP_KUBERNETES, "K05")
        .asked(GKE_MULTI_TENANCY, "network policies (deny cross-namespace)")
        .severity(Severity.CRITICAL)
        .rule(
            "Declare a NetworkPolicy with podSelector {} and policyTypes [Ingress, Egress] only.",
            (tenancy, findings) -> {
              for (Resource namespace : tenancy.of("Namespace")) {
                namespace
                    .at("metadata.name")
                    .text()
                    .ifPresent(
                        name ->
                            findings.require(
                                tenancy.has(name, "NetworkPolicy", NamespaceParts::closesAll),
                                namespace,
                                "no NetworkPolicy of Namespace "
                                    + name
                                    + " closes all its pods both ways"));
              }
            });
  }

  private static PolicyRule defaultAccount() {
    return TenancyRule.named(
            "namespace-disarms-default-account",
            "The ServiceAccount default of every Namespace mounts no token",
            "Kubernetes gives it to every pod that names none; a token there is found by chance.")
        .asked(CIS_GKE, "4.1.4", "4.1.5")
        .asked(NSA_CISA, "1.11")
        .severity(Severity.MEDIUM)
        .rule(
            "Patch the ServiceAccount default with automountServiceAccountToken: false.",
            (tenancy, findings) -> {
              for (Resource namespace : tenancy.of("Namespace")) {
                namespace
                    .at("metadata.name")
                    .text()
                    .ifPresent(
                        name ->
                            findings.require(
                                tenancy.has(name, "ServiceAccount", NamespaceParts::disarmed),
                                namespace,
                                "the ServiceAccount default of Namespace "
                                    + name
                                    + " is left as it comes; it must mount no token"));
              }
            });
  }

  private static PolicyRule flowSchema() {
    return TenancyRule.named(
            "tenant-has-flow-schema",
            "Every tenant's accounts have a FlowSchema of their own",
            "One tenant's requests fill the queue of the API server for all others.")
        .asked(OWASP_AGENTIC, "ASI08")
        .asked(TENANTRY, "docs/limits.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Declare a FlowSchema for the group system:serviceaccounts:<Namespace> alone.",
            (tenancy, findings) -> {
              for (TenantSpace one : tenancy.tenants()) {
                String group = "system:serviceaccounts:" + one.name();
                findings.require(
                    tenancy.any("FlowSchema", schema -> isFor(schema, group)),
                    one.namespace(),
                    "no FlowSchema is for the group " + group + " alone");
              }
            });
  }

  private static Answer closesAll(Resource policy) {
    Value selector = policy.at("spec.podSelector");
    return selector
        .exists()
        .and(selector.isEmpty())
        .and(policy.at("spec.policyTypes").any(one -> one.is("Ingress")))
        .and(policy.at("spec.policyTypes").any(one -> one.is("Egress")))
        .and(policy.at("spec.ingress").isEmpty())
        .and(policy.at("spec.egress").isEmpty());
  }

  private static Answer disarmed(Resource account) {
    return account
        .at("metadata.name")
        .is("default")
        .and(account.at("automountServiceAccountToken").is(false));
  }

  private static Answer isFor(Resource schema, String group) {
    return schema
        .at("spec.rules")
        .isEmpty()
        .not()
        .and(
            schema
                .at("spec.rules")
                .all(
                    rule ->
                        rule.at("subjects")
                            .isEmpty()
                            .not()
                            .and(rule.at("subjects").all(one -> one.at("group.name").is(group)))));
  }
}
