package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
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

/** Through what, and as whom, secrets are fetched: External Secrets and KEDA. */
final class StoreRules {
  private static final String PAGE = "docs/secrets.md";
  private static final Set<String> CLUSTER_KINDS =
      Set.of(
          "ClusterSecretStore",
          "ClusterExternalSecret",
          "ClusterPushSecret",
          "ClusterGenerator",
          "ClusterTriggerAuthentication");

  private StoreRules() {}

  static List<PolicyRule> all() {
    return List.of(clusterKind(), ownStore(), identity(), owner());
  }

  private static PolicyRule clusterKind() {
    RuleInfo info =
        new RuleInfo(
            "secret-store-is-of-one-namespace",
            "No store, secret or trigger of External Secrets or KEDA spans the cluster",
            "It reads every tenant's secrets with one identity, for whoever names it.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K03", "K08")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .and(Catalogue.TENANTRY, PAGE)
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Declare a SecretStore, ExternalSecret or TriggerAuthentication in each Namespace.");
    return new ResourceRule(
        info,
        one -> CLUSTER_KINDS.contains(one.kind()),
        (store, findings) -> findings.report(store, "a " + store.kind() + " must not be declared"));
  }

  private static PolicyRule ownStore() {
    RuleInfo info =
        new RuleInfo(
            "secret-comes-from-its-own-store",
            "ExternalSecrets and PushSecrets use the SecretStore of their Namespace",
            "A store of the cluster reads every tenant's secrets with its own identity.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K03").and(Catalogue.TENANTRY, PAGE).all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set secretStoreRef.kind: SecretStore, also in data[].sourceRef.storeRef.");
    return new ResourceRule(
        info,
        one -> List.of("ExternalSecret", "PushSecret").contains(one.kind()),
        (secret, findings) -> {
          Value spec = secret.at("spec");
          requireOwn(secret, spec.field("secretStoreRef"), findings);
          spec.field("secretStoreRefs").items().forEach(one -> requireOwn(secret, one, findings));
          for (String list : List.of("data", "dataFrom")) {
            for (Value one : spec.field(list).items()) {
              requireOwn(secret, one.at("sourceRef.storeRef"), findings);
            }
          }
        });
  }

  private static void requireOwn(Resource secret, Value reference, Findings findings) {
    Value kind = reference.field("kind");
    Answer own = kind.isEmpty().or(kind.is("SecretStore"));
    findings.require(own, secret, kind, "must be SecretStore");
  }

  private static PolicyRule identity() {
    RuleInfo info =
        new RuleInfo(
            "secret-store-needs-no-credential",
            "A SecretStore logs in as a ServiceAccount, not with a credential",
            "A stored credential works from everywhere, for ever, and for whoever reads it.",
            Controls.cis("4.4.2")
                .and(Catalogue.OWASP_KUBERNETES, "K03", "K09")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Use workloadIdentity, jwt or kubernetes with a serviceAccountRef of the Namespace.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("SecretStore"),
        (store, findings) -> {
          for (Value provider : store.at("spec.provider").fields().values()) {
            refuseCredentials(store, provider.field("auth"), findings);
          }
        });
  }

  private static void refuseCredentials(Resource store, Value auth, Findings findings) {
    auth.fields()
        .forEach(
            (name, value) -> {
              if (name.equals("secretRef") || name.endsWith("SecretRef")) {
                findings.require(value.exists().not(), store, value.path() + " must be left out");
              } else if (name.equals("serviceAccountRef")) {
                Value namespace = value.field("namespace");
                findings.require(
                    namespace.isEmpty(), store, namespace, "must be left out: its own");
              } else {
                refuseCredentials(store, value, findings);
              }
            });
  }

  private static PolicyRule owner() {
    RuleInfo info =
        new RuleInfo(
            "external-secret-owns-its-secret",
            "The Secret of an ExternalSecret belongs to it and ends with it",
            "A Secret without an owner outlives the tenant that it was fetched for.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K03").and(Catalogue.TENANTRY, PAGE).all(),
            Severity.LOW,
            Level.ADVISORY,
            "Set target.creationPolicy: Owner.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("ExternalSecret"),
        (secret, findings) -> {
          Value policy = secret.at("spec.target.creationPolicy");
          findings.require(
              policy.isEmpty().or(policy.is("Owner")), secret, policy, "must be Owner");
        });
  }
}
