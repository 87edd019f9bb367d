package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.GKE_MULTI_TENANCY;
import static dev.tenantry.policies.Catalogue.MULTI_TENANCY_BENCHMARK;
import static dev.tenantry.policies.Catalogue.OWASP_AGENTIC;
import static dev.tenantry.policies.Catalogue.OWASP_KUBERNETES;
import static dev.tenantry.policies.Catalogue.OWASP_LLM;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What no two tenants, and no two resources, may have together. */
final class Sharing {
  /** Where the resources of Google Cloud that the program declares keep their physical names. */
  private static final List<String> CLOUD_NAMES = List.of("secretId", "accountId", "name");

  /** What belongs to a login: who it is in SQL, and the id that policies compare. */
  private static final Map<String, String> LOGIN =
      Map.of("DB_USER", "login to PostgreSQL", "TENANT_ID", "id");

  private Sharing() {}

  static List<PolicyRule> all() {
    return List.of(
        tenantIds(), objects(), cloudResources(), groups(), logins(), databases(), hostnames());
  }

  private static PolicyRule tenantIds() {
    return TenancyRule.named(
            "tenants-share-no-id",
            "No two Namespaces carry the same tenant's name",
            "Network policies, quotas and cost reports would take two tenants for one.")
        .asked(GKE_MULTI_TENANCY, "namespace per tenant with standard names")
        .asked(TENANTRY, "docs/network-isolation.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Give each tenant one Namespace, labelled tenant.id: <tenant>.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (TenantSpace one : tenancy.tenants()) {
                owners.add(one.tenant(), one.name(), one.namespace());
              }
              owners.report(findings, id -> "the tenant's name " + id);
            });
  }

  private static PolicyRule objects() {
    return TenancyRule.named(
            "objects-are-declared-once",
            "No object of the cluster is declared twice",
            "Two declarations of one object overwrite each other, at the worst across tenants.")
        .asked(TENANTRY, "docs/architecture.md")
        .rule(
            "Give one of the two another name, or remove it.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (Resource one : tenancy.all()) {
                if (one.isKubernetes()) {
                  Optional<String> name = one.at("metadata.name").text();
                  Value namespace = one.at("metadata.namespace");
                  if (name.isPresent() && !namespace.isUnknown()) {
                    String where = namespace.text().map(known -> known + "/").orElse("");
                    // The token tells a patch of an object from its declaration.
                    String what = one.kind() + " " + where + name.get();
                    owners.add(what + " (" + one.type() + ")", one.urn(), one);
                  }
                }
              }
              owners.report(findings, object -> "the object " + object);
            });
  }

  private static PolicyRule cloudResources() {
    return TenancyRule.named(
            "cloud-resources-are-declared-once",
            "No resource of Google Cloud is declared twice: no bucket, secret, account, database",
            "Tenants would hold one thing under two names, each with its own readers.")
        .asked(OWASP_KUBERNETES, "K08")
        .asked(TENANTRY, "docs/architecture.md")
        .rule(
            "Give one of the two another name, or remove it.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (Resource one : tenancy.all()) {
                if (one.isGoogle()) {
                  cloudName(one).ifPresent(name -> owners.add(name, one.urn(), one));
                }
              }
              owners.report(findings, resource -> "the resource " + resource);
            });
  }

  private static PolicyRule groups() {
    return TenancyRule.named(
            "tenants-share-no-group",
            "No group of people is bound in two tenants' Namespaces",
            "Its members would read one tenant's logs and secrets while they serve the other.")
        .asked(MULTI_TENANCY_BENCHMARK, "MTB-PL1-CC-TI-2")
        .asked(GKE_MULTI_TENANCY, "Google Groups → IAM → namespace roles")
        .asked(OWASP_KUBERNETES, "K02")
        .rule(
            "Name a group per tenant in the tenant's file under groups.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (Resource binding : tenancy.of("RoleBinding")) {
                for (Value subject : binding.at("subjects").items()) {
                  if (subject.at("kind").text().filter("Group"::equals).isPresent()) {
                    owners.add(tenancy, binding, subject.at("name"));
                  }
                }
              }
              owners.report(findings, group -> "the group " + group);
            });
  }

  private static PolicyRule logins() {
    return TenancyRule.named(
            "tenants-share-no-login",
            "No two tenants' workloads sign in as the same user of a database",
            "Row-level security knows a tenant by its login; two of one login read one another.")
        .asked(OWASP_LLM, "LLM02", "LLM08")
        .asked(OWASP_AGENTIC, "ASI03", "ASI06")
        .asked(TENANTRY, "docs/data.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Derive DB_USER and TENANT_ID from the tenant's own id.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (Workload workload : tenancy.workloads()) {
                for (Value container : workload.containers()) {
                  Environment.of(tenancy, workload, container)
                      .forEach(
                          (name, value) ->
                              Optional.ofNullable(LOGIN.get(name))
                                  .flatMap(what -> value.text().map(is -> what + " " + is))
                                  .ifPresent(
                                      login -> owners.add(tenancy, workload.resource(), login)));
                }
              }
              owners.report(findings, login -> "the " + login);
            });
  }

  private static PolicyRule databases() {
    return TenancyRule.named(
            "tenants-share-no-database",
            "No two TenantDatabases have the same tenant, id or credential",
            "The provisioner would give two tenants one database user, and one password to both.")
        .asked(OWASP_LLM, "LLM02", "LLM08")
        .asked(OWASP_AGENTIC, "ASI03")
        .asked(TENANTRY, "docs/data.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Give each tenant one TenantDatabase with its own tenantId and credential.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (Resource one : tenancy.of("TenantDatabase")) {
                for (String part : List.of("tenant", "tenantId")) {
                  one.at("spec")
                      .field(part)
                      .text()
                      .ifPresent(is -> owners.add(part + " " + is, one.name(), one));
                }
                Value credential = one.at("spec.credential");
                String place =
                    credential.at("project").text().or(credential.at("namespace")::text).orElse("");
                credential
                    .at("name")
                    .text()
                    .ifPresent(is -> owners.add("credential " + place + "/" + is, one.name(), one));
              }
              owners.report(findings, part -> "the " + part);
            });
  }

  private static PolicyRule hostnames() {
    return TenancyRule.named(
            "tenants-share-no-hostname",
            "No two tenants' routes and certificates claim the same name",
            "A route for another's name takes over its traffic, its visitors and their cookies.")
        .asked(OWASP_KUBERNETES, "K06")
        .asked(OWASP_AGENTIC, "ASI07")
        .asked(TENANTRY, "docs/admission.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Keep a tenant's names below its own domain and its own Namespace.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (Resource one :
                  tenancy.of("HTTPRoute", "GRPCRoute", "TLSRoute", "Ingress", "Certificate")) {
                one.at("spec.hostnames").items().forEach(name -> owners.add(tenancy, one, name));
                one.at("spec.dnsNames").items().forEach(name -> owners.add(tenancy, one, name));
                one.at("spec.uris").items().forEach(name -> owners.add(tenancy, one, name));
                one.at("spec.rules")
                    .items()
                    .forEach(rule -> owners.add(tenancy, one, rule.at("host")));
              }
              owners.report(findings, name -> "the name " + name);
            });
  }

  private static Optional<String> cloudName(Resource one) {
    // A grant has no name of its own; what it stands on and who it names are other rules.
    if (one.type().contains("IAMMember") || one.type().contains("IamMember")) {
      return Optional.empty();
    }
    for (String key : CLOUD_NAMES) {
      Optional<String> name = one.at(key).text();
      if (name.isPresent()) {
        StringBuilder whole = new StringBuilder(one.type());
        for (String part : List.of("project", "location", "managedZone", "instance", "type")) {
          one.at(part).text().ifPresent(known -> whole.append(' ').append(known));
        }
        return Optional.of(whole.append(' ').append(name.get()).toString());
      }
    }
    return Optional.empty();
  }
}
