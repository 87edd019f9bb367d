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
import java.util.List;
import java.util.Optional;

/** How secrets and certificates reach a tenant's pods: each through its own store and issuer. */
final class Delivery {
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
            "Name a ServiceAccount of the Namespace in auth, without namespace.",
            (tenancy, findings) -> {
              Owners roles = new Owners();
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource store : tenancy.in(space.name(), "SecretStore")) {
                  Value vault = store.at("spec.provider.vault.auth.kubernetes");
                  Value google = store.at("spec.provider.gcpsm.auth.workloadIdentity");
                  requireOwn(tenancy, space, store, google.at("serviceAccountRef"), findings);
                  requireOwn(tenancy, space, store, vault.at("serviceAccountRef"), findings);
                  roles.add(tenancy, store, vault.at("role"));
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
            "Give each tenant a secret of its own under its own path.",
            (tenancy, findings) -> {
              Grants grants = new Grants(tenancy);
              Owners owners = new Owners();
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource one : tenancy.in(space.name(), "ExternalSecret")) {
                  for (Value entry : one.at("spec.data").items()) {
                    Value key = entry.at("remoteRef.key");
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
                  requireOwnNames(space, one, findings);
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
            "A tenant's ScaledObject signs in with a TriggerAuthentication of its own Namespace",
            "One of the whole cluster shows every tenant's queue to whoever names it.")
        .asked(OWASP_KUBERNETES, "K03")
        .asked(TENANTRY, "docs/agents.md")
        .rule(
            "Declare a TriggerAuthentication over a Secret of the same Namespace.",
            (tenancy, findings) -> {
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource one : tenancy.in(space.name(), "ScaledObject")) {
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

  private static void requireOwn(
      Tenancy tenancy, TenantSpace space, Resource store, Value account, Findings findings) {
    if (account.isPresent()) {
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

  private static void requireOwnNames(TenantSpace space, Resource one, Findings findings) {
    for (Value name : one.at("spec.dnsNames").items()) {
      findings.require(
          name.isText(is -> List.of(is.split("\\.")).contains(space.name())),
          one,
          name,
          "must lie in Namespace " + space.name());
    }
    for (Value uri : one.at("spec.uris").items()) {
      findings.require(
          uri.isText(is -> is.contains("/ns/" + space.name() + "/")),
          one,
          uri,
          "must lie in Namespace " + space.name());
    }
  }

  private static Answer declares(Tenancy tenancy, TenantSpace space, String kind, Value name) {
    return name.isUnknown() ? Answer.UNKNOWN : tenancy.declares(space.name(), kind, name.shown());
  }
}
