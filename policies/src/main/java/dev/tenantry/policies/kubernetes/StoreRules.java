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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

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

  /** They fetch nothing from a provider that knows them: there is nobody to log in as. */
  private static final Set<String> WITHOUT_LOGIN = Set.of("fake", "webhook");

  /** References to keys of Secrets whose names do not say so. */
  private static final Set<String> CREDENTIALS =
      Set.of("bearerToken", "clientKey", "authRef", "apiKeyRef");

  /** As the provider for Kubernetes, and all the others, name it. */
  private static final Set<String> ACCOUNTS = Set.of("serviceAccount", "serviceAccountRef");

  /** What is public: certificates of authorities, and how to federate. */
  private static final Set<String> PUBLIC = Set.of("caProvider", "credConfig");

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
            "A stored credential works from everywhere, for ever, and for whoever reads it. A"
                + " tenant's store that names no account reads as the operator, which reads for"
                + " all.",
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
          store
              .at("spec.provider")
              .fields()
              .forEach((name, provider) -> requireLogin(store, name, provider, findings));
        });
  }

  private static void requireLogin(Resource store, String name, Value provider, Findings findings) {
    List<Value> credentials = new ArrayList<>();
    List<Value> accounts = new ArrayList<>();
    collect(provider, credentials, accounts);
    Answer logsIn =
        TenantNames.owns(store)
            .not()
            .or(Answer.of(WITHOUT_LOGIN.contains(name)))
            .or(mayLogIn(provider));
    for (Value one : credentials) {
      findings.require(one.exists().not(), store, one.path() + " must be left out");
      logsIn = logsIn.or(one.exists());
    }
    for (Value account : accounts) {
      Value namespace = account.field("namespace");
      findings.require(namespace.isEmpty(), store, namespace, "must be left out: its own");
      logsIn = logsIn.or(account.isEmpty().not());
    }
    findings.require(logsIn, store, provider.path() + " names no ServiceAccount to log in as");
  }

  private static void collect(Value value, List<Value> credentials, List<Value> accounts) {
    value
        .fields()
        .forEach(
            (name, field) -> {
              if (ACCOUNTS.contains(name)) {
                accounts.add(field);
              } else if (isCredential(name, field)) {
                credentials.add(field);
              } else if (!PUBLIC.contains(name)) {
                collect(field, credentials, accounts);
              }
            });
    value.items().forEach(item -> collect(item, credentials, accounts));
  }

  /** By its name, or because it has what names one key of a Secret. */
  private static boolean isCredential(String name, Value value) {
    // Akeyless keeps all ways to log in below authSecretRef, a ServiceAccount's among them.
    boolean named =
        name.toLowerCase(Locale.ROOT).endsWith("secretref")
            && !value.field("kubernetesAuth").isPresent();
    boolean selects = value.field("name").isPresent() && value.field("key").isPresent();
    return named || CREDENTIALS.contains(name) || selects && !PUBLIC.contains(name);
  }

  /** An account can be in what is not known yet: the provider, or how it logs in. */
  private static Answer mayLogIn(Value provider) {
    boolean unknown = provider.isUnknown() || holdsUnknown(provider.field("auth"));
    return unknown ? Answer.UNKNOWN : Answer.NO;
  }

  private static boolean holdsUnknown(Value value) {
    return value.isUnknown()
        || Stream.concat(value.items().stream(), value.fields().values().stream())
            .anyMatch(StoreRules::holdsUnknown);
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
