package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GKE;
import static dev.tenantry.policies.Catalogue.GKE_MULTI_TENANCY;
import static dev.tenantry.policies.Catalogue.OWASP_AGENTIC;
import static dev.tenantry.policies.Catalogue.OWASP_KUBERNETES;
import static dev.tenantry.policies.Catalogue.OWASP_LLM;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may do what in Google Cloud, seen from the tenants. */
final class CloudAccess {
  private static final String READER = "secretmanager.secretAccessor";

  /** Roles with which a secret's value can be read. */
  private static final Set<String> READERS =
      Set.of(READER, "secretmanager.admin", "owner", "editor");

  private CloudAccess() {}

  static List<PolicyRule> all() {
    return List.of(
        acrossTenants(),
        sharedResource(),
        projectRole(),
        secretReaders(),
        secretWriters(),
        declaredAccount(),
        wholePool(),
        oneNamespace(),
        label());
  }

  private static PolicyRule acrossTenants() {
    return TenancyRule.named(
            "grant-stays-in-tenant",
            "No identity of one tenant has a role on another tenant's resource",
            "One wrong name in a grant opens a bucket or a secret to a neighbour.")
        .asked(OWASP_KUBERNETES, "K08")
        .asked(OWASP_AGENTIC, "ASI03")
        .asked(GKE_MULTI_TENANCY, "Workload Identity")
        .severity(Severity.CRITICAL)
        .rule(
            "Grant the role to a ServiceAccount of the tenant that owns the resource.",
            (tenancy, findings) -> {
              Grants grants = new Grants(tenancy);
              for (Grant grant : grants.all()) {
                Optional<String> to = grants.receiver(grant);
                Optional<String> on = grant.target().flatMap(grants::ownerOf);
                if (to.isPresent() && on.isPresent() && !to.equals(on)) {
                  findings.report(
                      grant.resource(),
                      "an identity of tenant "
                          + to.get()
                          + " has a role on "
                          + grant.target().get()
                          + ", which is tenant "
                          + on.get()
                          + "'s");
                }
              }
            });
  }

  private static PolicyRule sharedResource() {
    return TenancyRule.named(
            "tenants-share-no-cloud-resource",
            "No two tenants have roles on one resource without a condition",
            "In a shared bucket or topic only a condition keeps a tenant to its own part.")
        .asked(OWASP_KUBERNETES, "K08")
        .asked(TENANTRY, "docs/stores.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Give each tenant a resource of its own, or a condition on resource.name.",
            (tenancy, findings) -> {
              Grants grants = new Grants(tenancy);
              Receivers receivers = new Receivers();
              for (Grant grant : grants.all()) {
                Optional<String> to = grants.receiver(grant);
                if (to.isPresent() && grant.target().isPresent()) {
                  receivers.add(grant, to.get());
                }
              }
              receivers.report(findings);
            });
  }

  private static PolicyRule projectRole() {
    return TenancyRule.named(
            "tenant-has-no-project-role",
            "No identity of a tenant has a role on a whole project, folder or organization",
            "Such a role covers the resources of every tenant, and those of tomorrow.")
        .asked(OWASP_KUBERNETES, "K08", "K02")
        .asked(OWASP_AGENTIC, "ASI03")
        .severity(Severity.CRITICAL)
        .rule(
            "Grant the role on the one resource that is meant.",
            (tenancy, findings) -> {
              Grants grants = new Grants(tenancy);
              for (Grant grant : grants.all()) {
                boolean wide =
                    grant.resource().type().matches("gcp:(projects|folder|organizations)/.*");
                if (wide && grants.receiver(grant).isPresent()) {
                  findings.report(
                      grant.resource(),
                      "an identity of tenant "
                          + grants.receiver(grant).get()
                          + " has role "
                          + grant.role()
                          + " on all of "
                          + grant.target().orElse("an organization"));
                }
              }
            });
  }

  private static PolicyRule secretReaders() {
    return TenancyRule.named(
            "tenant-secret-is-read-by-its-tenant-only",
            "A tenant's secret is read by identities of that tenant only",
            "A password that a second party can read proves nothing about who signs in.")
        .asked(OWASP_KUBERNETES, "K03")
        .asked(CIS_GKE, "4.4.2")
        .asked(OWASP_LLM, "LLM02")
        .severity(Severity.CRITICAL)
        .rule(
            "Grant secretAccessor to ServiceAccounts of the tenant that owns the secret.",
            (tenancy, findings) -> {
              Grants grants = new Grants(tenancy);
              for (Grant grant : grants.all()) {
                Optional<String> owner = secretOwner(grants, grant);
                if (owner.isPresent()
                    && READERS.contains(grant.role())
                    && !grants.receiver(grant).equals(owner)) {
                  findings.report(
                      grant.resource(),
                      grant.member()
                          + " may read "
                          + grant.target().get()
                          + " and is no identity of tenant "
                          + owner.get());
                }
              }
            });
  }

  private static PolicyRule secretWriters() {
    return TenancyRule.named(
            "tenant-only-reads-its-secrets",
            "A tenant's identities may read its secrets and do nothing else with them",
            "An agent that is taken over would write its own password, or delete it.")
        .asked(OWASP_KUBERNETES, "K03")
        .asked(OWASP_AGENTIC, "ASI03")
        .rule(
            "Grant secretAccessor alone; people and the provisioner write.",
            (tenancy, findings) -> {
              Grants grants = new Grants(tenancy);
              for (Grant grant : grants.all()) {
                if (secretOwner(grants, grant).isPresent()
                    && grants.receiver(grant).isPresent()
                    && !grant.role().isEmpty()
                    && !grant.role().equals(READER)) {
                  Value role = grant.resource().at("role");
                  findings.require(
                      Answer.NO, grant.resource(), role, "must be roles/" + READER + " alone");
                }
              }
            });
  }

  private static PolicyRule declaredAccount() {
    return TenancyRule.named(
            "grant-names-a-declared-account",
            "Every grant to a ServiceAccount names one that this stack declares",
            "Whoever creates the missing account later has the role at once.")
        .asked(GKE_MULTI_TENANCY, "tenant-specific service accounts")
        .asked(OWASP_KUBERNETES, "K08")
        .rule(
            "Declare the ServiceAccount in that Namespace, or remove the grant.",
            (tenancy, findings) -> {
              for (Grant grant : new Grants(tenancy).all()) {
                if (grant.namespace().isPresent() && grant.account().isPresent()) {
                  String namespace = grant.namespace().get();
                  String account = grant.account().get();
                  findings.require(
                      tenancy.declares(namespace, "ServiceAccount", account),
                      grant.resource(),
                      "the stack declares no ServiceAccount "
                          + account
                          + " in Namespace "
                          + namespace);
                }
              }
            });
  }

  private static PolicyRule wholePool() {
    return TenancyRule.named(
            "grant-names-one-account",
            "No grant names a whole Namespace or all pods of the cluster",
            "Every pod of a tenant, or of all tenants, would have the role.")
        .asked(OWASP_KUBERNETES, "K08", "K02")
        .asked(GKE_MULTI_TENANCY, "Workload Identity")
        .severity(Severity.CRITICAL)
        .rule(
            "Name one account: principal://…/subject/ns/<Namespace>/sa/<ServiceAccount>.",
            (tenancy, findings) -> {
              for (Grant grant : new Grants(tenancy).all()) {
                if (grant.member().startsWith("principalSet:")) {
                  findings.report(
                      grant.resource(), grant.member() + " is more than one ServiceAccount");
                }
              }
            });
  }

  private static PolicyRule oneNamespace() {
    return TenancyRule.named(
            "google-account-has-one-namespace",
            "No Google service account is acted as from two Namespaces",
            "To Google both would be one: each has what the other was granted.")
        .asked(OWASP_KUBERNETES, "K08")
        .asked(OWASP_AGENTIC, "ASI03")
        .asked(TENANTRY, "docs/identity.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Give each Namespace its own Google service account.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              new Grants(tenancy)
                  .eachAccount(
                      (email, user) -> owners.add(email, user.namespace(), user.resource()));
              owners.report(findings, email -> "the Google service account " + email);
            });
  }

  private static PolicyRule label() {
    return TenancyRule.named(
            "tenant-resource-carries-its-label",
            "A Google resource named after a tenant carries that tenant's label",
            "Cost reports and the search for orphans find a tenant's resources by the label.")
        .asked(GKE_MULTI_TENANCY, "cost allocation per namespace")
        .asked(TENANTRY, "docs/architecture.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Label the resource tenant_id: <tenant>.",
            (tenancy, findings) -> {
              for (Resource one : tenancy.all()) {
                Optional<String> name = one.at("secretId").text().or(one.at("name")::text);
                for (TenantSpace space : tenancy.tenants()) {
                  // A grant says secretId as well, and carries no labels.
                  if (one.isGoogle()
                      && one.at("member").isAbsent()
                      && one.at("members").isAbsent()
                      && name.filter(known -> Grants.names(known, space.name())).isPresent()) {
                    Value label = one.at("labels").field(ProductNames.CLOUD_TENANT_ID);
                    findings.require(
                        label.is(space.tenant()), one, label, "must be " + space.tenant());
                  }
                }
              }
            });
  }

  private static Optional<String> secretOwner(Grants grants, Grant grant) {
    return grant.resource().type().startsWith("gcp:secretmanager/")
        ? grant.target().flatMap(grants::ownerOf)
        : Optional.empty();
  }
}
