package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GKE;
import static dev.tenantry.policies.Catalogue.GKE_MULTI_TENANCY;
import static dev.tenantry.policies.Catalogue.OWASP_AGENTIC;
import static dev.tenantry.policies.Catalogue.OWASP_KUBERNETES;
import static dev.tenantry.policies.Catalogue.OWASP_LLM;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.ArrayList;
import java.util.List;

/** What objects name in their own Namespace must be declared there, by this stack. */
final class References {
  private References() {}

  static List<PolicyRule> all() {
    return List.of(namespace(), account(), files(), service(), tenantLabel());
  }

  private static PolicyRule namespace() {
    return TenancyRule.named(
            "object-lies-in-a-declared-namespace",
            "Every object lies in a Namespace that this stack declares",
            "In a Namespace of somebody else's none of the tenants' rules hold.")
        .asked(GKE_MULTI_TENANCY, "namespace per tenant with standard names")
        .asked(CIS_GKE, "4.6.1", "4.6.4")
        .rule(
            "Declare the Namespace with its quota and its default deny, or use one that has them.",
            (tenancy, findings) -> {
              for (Resource one : tenancy.all()) {
                Value namespace = one.at("metadata.namespace");
                if (one.isKubernetes() && namespace.isPresent()) {
                  findings.require(
                      tenancy.any("Namespace", it -> it.at("metadata.name").is(namespace.shown())),
                      one,
                      "the stack declares no Namespace " + namespace.shown());
                }
              }
            });
  }

  private static PolicyRule account() {
    return TenancyRule.named(
            "workload-account-is-declared",
            "Every workload runs as a ServiceAccount that this stack declares in its Namespace",
            "Without one it runs as default, as whatever else does; a missing one may come.")
        .asked(CIS_GKE, "4.1.4")
        .asked(GKE_MULTI_TENANCY, "tenant-specific service accounts")
        .asked(OWASP_LLM, "LLM06")
        .rule(
            "Declare a ServiceAccount for the workload and name it in serviceAccountName.",
            (tenancy, findings) -> {
              for (Workload one : tenancy.workloads()) {
                Value account = one.pod().at("serviceAccountName");
                findings.require(
                    account.exists().and(account.is("default").not()),
                    one.resource(),
                    account,
                    "must name an account of its own");
                if (account.isPresent() && account.is("default") != Answer.YES) {
                  requireDeclared(tenancy, one, "ServiceAccount", account, findings);
                }
              }
            });
  }

  private static PolicyRule files() {
    return TenancyRule.named(
            "workload-files-are-declared",
            "Every Secret, ConfigMap and volume claim of a workload is declared in its Namespace",
            "A name that nobody owns waits for whoever creates it, and the pod takes that.")
        .asked(OWASP_KUBERNETES, "K03")
        .asked(TENANTRY, "docs/secrets.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Declare the object beside the workload; a Secret comes of an ExternalSecret.",
            (tenancy, findings) -> {
              for (Workload one : tenancy.workloads()) {
                for (Value name : secrets(one)) {
                  one.namespace()
                      .text()
                      .filter(namespace -> name.isPresent())
                      .ifPresent(
                          namespace ->
                              findings.require(
                                  provides(tenancy, namespace, name.shown()),
                                  one.resource(),
                                  name,
                                  "must be a Secret that this stack delivers to Namespace "
                                      + namespace));
                }
                configMaps(one)
                    .forEach(name -> requireDeclared(tenancy, one, "ConfigMap", name, findings));
                for (Value volume : one.pod().at("volumes").items()) {
                  // A claim of the platform's own may be made and filled before the stack.
                  if (tenancy.owner(one.resource()).isEmpty()) {
                    continue;
                  }
                  requireDeclared(
                      tenancy,
                      one,
                      "PersistentVolumeClaim",
                      volume.at("persistentVolumeClaim.claimName"),
                      findings);
                }
              }
            });
  }

  private static PolicyRule service() {
    return TenancyRule.named(
            "service-selects-a-workload",
            "Every Service selects the pods of a workload of its Namespace",
            "A Service that selects nothing is a name that the first fitting pod takes over.")
        .asked(OWASP_KUBERNETES, "K06")
        .asked(OWASP_AGENTIC, "ASI07")
        .severity(Severity.MEDIUM)
        .rule(
            "Write the labels of the workload's pods into spec.selector.",
            (tenancy, findings) -> {
              for (Resource service : tenancy.of("Service", "InferencePool")) {
                Value selector =
                    service.at(
                        service.kind().equals("Service")
                            ? "spec.selector"
                            : "spec.selector.matchLabels");
                Answer selects = selector.isEmpty();
                for (Workload one : tenancy.workloads()) {
                  selects =
                      selects.or(
                          same(one.namespace(), service.at("metadata.namespace"))
                              .and(Selector.holds(selector, one.labels())));
                }
                findings.require(selects, service, selector, "must be labels of a workload's pods");
              }
            });
  }

  private static PolicyRule tenantLabel() {
    return TenancyRule.named(
            "tenant-objects-carry-its-label",
            "Every object in a tenant's Namespace carries that tenant's name, and its pods do",
            "Network policies and cost reports take an object for what its label says.")
        .asked(GKE_MULTI_TENANCY, "cost allocation per namespace")
        .asked(TENANTRY, "docs/network-isolation.md")
        .rule(
            "Label the object and its pods tenant.id: <tenant>.",
            (tenancy, findings) -> {
              for (Resource one : tenancy.all()) {
                tenancy
                    .owner(one)
                    .filter(space -> one.isKubernetes())
                    .ifPresent(
                        space ->
                            findings.require(
                                Tenancy.label(one).is(space.tenant()),
                                one,
                                Tenancy.label(one),
                                "must be " + space.tenant()));
              }
              for (Workload one : tenancy.workloads()) {
                Value label = one.labels().field(ProductNames.TENANT_ID);
                tenancy
                    .owner(one.resource())
                    .filter(space -> one.hasTemplate())
                    .ifPresent(
                        space ->
                            findings.require(
                                label.is(space.tenant()),
                                one.resource(),
                                label,
                                "must be " + space.tenant()));
              }
            });
  }

  /** Whether something of the stack makes a Secret of this name in a Namespace. */
  static Answer provides(Tenancy tenancy, String namespace, String secret) {
    return tenancy
        .declares(namespace, "Secret", secret)
        // The provisioner writes it where no Secret Manager keeps it.
        .or(tenancy.any("TenantDatabase", one -> one.at("spec.credential.name").is(secret)))
        .or(tenancy.has(namespace, "Certificate", one -> one.at("spec.secretName").is(secret)))
        .or(
            tenancy.has(
                namespace,
                "ExternalSecret",
                one -> {
                  Value target = one.at("spec.target.name");
                  return target.isAbsent() ? one.at("metadata.name").is(secret) : target.is(secret);
                }));
  }

  private static void requireDeclared(
      Tenancy tenancy, Workload workload, String kind, Value name, Findings findings) {
    if (name.isPresent() && workload.namespace().isPresent()) {
      String namespace = workload.namespace().shown();
      findings.require(
          tenancy.declares(namespace, kind, name.shown()),
          workload.resource(),
          name,
          "must be a " + kind + " that this stack declares in Namespace " + namespace);
    }
  }

  private static Answer same(Value one, Value other) {
    return other.text().map(one::is).orElse(Answer.UNKNOWN);
  }

  /** Names of Secrets that a workload cannot do without. */
  private static List<Value> secrets(Workload workload) {
    return names(workload, "secret", "secretName", "secretRef", "secretKeyRef");
  }

  private static List<Value> configMaps(Workload workload) {
    return names(workload, "configMap", "name", "configMapRef", "configMapKeyRef");
  }

  private static List<Value> names(
      Workload workload, String volume, String name, String all, String key) {
    List<Value> found = new ArrayList<>();
    for (Value one : workload.pod().at("volumes").items()) {
      add(found, one.field(volume), name);
      one.at("projected.sources").items().forEach(from -> add(found, from.field(volume), "name"));
    }
    for (Value container : workload.containers()) {
      container.at("envFrom").items().forEach(from -> add(found, from.field(all), "name"));
      container
          .at("env")
          .items()
          .forEach(from -> add(found, from.at("valueFrom").field(key), "name"));
    }
    return found;
  }

  private static void add(List<Value> found, Value reference, String name) {
    if (reference.at("optional").is(true) == Answer.NO) {
      found.add(reference.field(name));
    }
  }
}
