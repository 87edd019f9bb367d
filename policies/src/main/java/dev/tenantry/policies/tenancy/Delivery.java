package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GKE;
import static dev.tenantry.policies.Catalogue.OWASP_AGENTIC;
import static dev.tenantry.policies.Catalogue.OWASP_KUBERNETES;
import static dev.tenantry.policies.Catalogue.OWASP_LLM;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How secrets and certificates reach a tenant's pods: each through its own store and issuer. */
final class Delivery {
  /** Fields with an account, as the providers of External Secrets call them. */
  private static final Set<String> ACCOUNTS = Set.of("serviceAccountRef", "serviceAccount");

  private Delivery() {}

  static List<PolicyRule> all() {
    return List.of(ownStore(), ownAccount(), ownKeys(), certificates(), scalers());
  }

  private static PolicyRule ownStore() {
    return TenancyRule.named(
            "external-secret-uses-its-own-store",
            "A tenant's ExternalSecret reads through a SecretStore declared in its Namespace",
            "A store of the whole cluster reads every tenant's secrets with its own identity.")
        .asked(OWASP_KUBERNETES, "K03")
        .asked(CIS_GKE, "4.4.2")
        .asked(TENANTRY, "docs/secrets.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Declare a SecretStore in the Namespace and name it with kind: SecretStore.",
            (tenancy, findings) -> {
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource one : tenancy.in(space.name(), "ExternalSecret")) {
                  Value kind = one.at("spec.secretStoreRef.kind");
                  Answer named = kind.isAbsent() ? Answer.YES : kind.is("SecretStore");
                  findings.require(named, one, kind, "must be SecretStore");
                  Value store = one.at("spec.secretStoreRef.name");
                  findings.require(
                      named.not().or(declares(tenancy, space, "SecretStore", store)),
                      one,
                      store,
                      "must be a SecretStore of Namespace " + space.name());
                }
              }
            });
  }

  private static PolicyRule ownAccount() {
    return TenancyRule.named(
            "secret-store-signs-in-as-its-own-account",
            "A tenant's SecretStore signs in as a ServiceAccount of its own Namespace",
            "What the store may read is what that account may read; another's opens another's.")
        .asked(OWASP_KUBERNETES, "K03", "K08")
        .asked(OWASP_AGENTIC, "ASI03")
        .asked(TENANTRY, "docs/secrets.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Name a ServiceAccount of the Namespace in serviceAccountRef, without namespace.",
            (tenancy, findings) -> {
              Owners roles = new Owners();
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource store : tenancy.in(space.name(), "SecretStore")) {
                  for (Value provider : store.at("spec.provider").fields().values()) {
                    requireOwn(tenancy, space, store, provider, findings);
                  }
                  roles.add(tenancy, store, store.at("spec.provider.vault.auth.kubernetes.role"));
                }
              }
              roles.report(findings, role -> "Vault's role " + role);
            });
  }

  private static PolicyRule ownKeys() {
    return TenancyRule.named(
            "tenants-share-no-secret",
            "No tenant's ExternalSecret reads what another tenant reads, or what is another's",
            "One password in two tenants' pods is one tenant to whatever asks for it.")
        .asked(OWASP_KUBERNETES, "K03")
        .asked(OWASP_LLM, "LLM02")
        .asked(TENANTRY, "docs/secrets.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Give each tenant a secret of its own under its own path, and name it in full.",
            (tenancy, findings) -> {
              Grants grants = new Grants(tenancy);
              Owners owners = new Owners();
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource one : tenancy.in(space.name(), "ExternalSecret")) {
                  for (Value from : one.at("spec.dataFrom").items()) {
                    // Whose secrets a pattern finds is known to the store alone.
                    findings.require(
                        from.at("find").exists().not(),
                        one,
                        from.at("find").path() + " reads by a pattern; each secret must be named");
                  }
                  for (Value key : keys(one)) {
                    Optional<String> owner = key.text().flatMap(grants::ownerOf);
                    if (owner.filter(other -> !other.equals(space.tenant())).isPresent()) {
                      findings.require(Answer.NO, one, key, "is tenant " + owner.get() + "'s");
                    } else {
                      owners.add(tenancy, one, key);
                    }
                  }
                }
              }
              owners.report(findings, key -> "the secret " + key);
            });
  }

  private static PolicyRule certificates() {
    return TenancyRule.named(
            "certificate-names-its-own-namespace",
            "A tenant's Certificate is for its own Namespace, of an Issuer of its own",
            "With a neighbour's name in its certificate an agent answers in the neighbour's stead.")
        .asked(OWASP_AGENTIC, "ASI07", "ASI03")
        .asked(TENANTRY, "docs/agents.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Name <service>.<Namespace>.svc and spiffe://…/ns/<Namespace>/…, and kind: Issuer.",
            (tenancy, findings) -> {
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource one : tenancy.in(space.name(), "Certificate")) {
                  CertificateNames.requireOwn(space, one, findings);
                  Value kind = one.at("spec.issuerRef.kind");
                  Answer named = kind.isAbsent() ? Answer.YES : kind.is("Issuer");
                  findings.require(named, one, kind, "must be Issuer");
                  Value issuer = one.at("spec.issuerRef.name");
                  findings.require(
                      named.not().or(declares(tenancy, space, "Issuer", issuer)),
                      one,
                      issuer,
                      "must be an Issuer of Namespace " + space.name());
                }
              }
            });
  }

  private static PolicyRule scalers() {
    return TenancyRule.named(
            "scaler-signs-in-with-its-own-secret",
            "A tenant's scaler signs in with a TriggerAuthentication of its own Namespace",
            "One of the whole cluster shows every tenant's queue to whoever names it.")
        .asked(OWASP_KUBERNETES, "K03")
        .asked(TENANTRY, "docs/agents.md")
        .rule(
            "Declare a TriggerAuthentication over a Secret of the same Namespace.",
            (tenancy, findings) -> {
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource one : tenancy.in(space.name(), "ScaledObject", "ScaledJob")) {
                  for (Value trigger : one.at("spec.triggers").items()) {
                    Value kind = trigger.at("authenticationRef.kind");
                    Value name = trigger.at("authenticationRef.name");
                    Answer named = kind.isAbsent() ? Answer.YES : kind.is("TriggerAuthentication");
                    findings.require(named, one, kind, "must be TriggerAuthentication");
                    if (name.isPresent()) {
                      findings.require(
                          named.not().or(declares(tenancy, space, "TriggerAuthentication", name)),
                          one,
                          name,
                          "must be a TriggerAuthentication of Namespace " + space.name());
                    }
                  }
                }
                for (Resource one : tenancy.in(space.name(), "TriggerAuthentication")) {
                  for (Value from : one.at("spec.secretTargetRef").items()) {
                    Value secret = from.at("name");
                    findings.require(
                        secret
                            .text()
                            .map(name -> References.provides(tenancy, space.name(), name))
                            .orElse(Answer.UNKNOWN),
                        one,
                        secret,
                        "must be a Secret that this stack delivers to Namespace " + space.name());
                  }
                }
              }
            });
  }

  /** What an ExternalSecret reads by name. */
  private static List<Value> keys(Resource secret) {
    return Stream.concat(
            secret.at("spec.data").items().stream().map(one -> one.at("remoteRef.key")),
            secret.at("spec.dataFrom").items().stream().map(one -> one.at("extract.key")))
        .toList();
  }

  /** Without an account of its own a provider signs in as External Secrets itself. */
  private static void requireOwn(
      Tenancy tenancy, TenantSpace space, Resource store, Value provider, Findings findings) {
    List<Value> accounts = accounts(provider);
    findings.require(
        Answer.of(!accounts.isEmpty() || provider.isAbsent()),
        store,
        provider.path() + " names no ServiceAccount; it must sign in as one of " + space.name());
    for (Value account : accounts) {
      Value namespace = account.at("namespace");
      findings.require(
          namespace.isAbsent() ? Answer.YES : namespace.is(space.name()),
          store,
          namespace,
          "must be " + space.name());
      findings.require(
          declares(tenancy, space, "ServiceAccount", account.at("name")),
          store,
          account.at("name"),
          "must be a ServiceAccount of Namespace " + space.name());
    }
  }

  /** Wherever a provider says as whom it signs in; what is not known yet may be one. */
  private static List<Value> accounts(Value below) {
    List<Value> accounts = new ArrayList<>();
    if (below.isUnknown()) {
      accounts.add(below);
    }
    below
        .fields()
        .forEach(
            (name, value) -> {
              if (ACCOUNTS.contains(name) && !value.isAbsent()) {
                accounts.add(value);
              } else {
                accounts.addAll(accounts(value));
              }
            });
    return accounts;
  }

  private static Answer declares(Tenancy tenancy, TenantSpace space, String kind, Value name) {
    return name.isUnknown() ? Answer.UNKNOWN : tenancy.declares(space.name(), kind, name.shown());
  }
}
