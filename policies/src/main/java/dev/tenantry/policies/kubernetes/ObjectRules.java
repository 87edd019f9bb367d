package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
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
import java.util.Set;
import java.util.regex.Pattern;

/** What holds for every object, whatever its kind. */
final class ObjectRules {
  private static final Set<String> NAMESPACED =
      Set.of(
          "ConfigMap",
          "Secret",
          "Service",
          "ServiceAccount",
          "PersistentVolumeClaim",
          "Role",
          "Ingress",
          "HTTPRoute",
          "SecretStore",
          "ExternalSecret",
          "HorizontalPodAutoscaler",
          "PodDisruptionBudget",
          "ScaledObject");

  private static final Pattern PREVIEW = Pattern.compile("([^/]+/)?v\\d+(alpha|beta)\\d+");

  private static final List<String> RECOMMENDED =
      List.of("app.kubernetes.io/managed-by", "app.kubernetes.io/instance");

  private static final List<String> OF_A_TENANT =
      List.of(
          ProductNames.TENANT_ID, ProductNames.TIER, ProductNames.COST_CENTRE, ProductNames.RING);

  private ObjectRules() {}

  static List<PolicyRule> of(KubernetesSettings settings) {
    return List.of(namespace(), stable(settings.previewApis()), labels(), tenantLabels(), whole());
  }

  private static PolicyRule namespace() {
    RuleInfo info =
        new RuleInfo(
            "object-has-a-namespace-of-its-own",
            "No workload and nothing that belongs to one lies in default or kube-…",
            "There it is outside of quotas, network policies and Pod Security of its owner, and"
                + " in kube-system next to what runs the cluster.",
            Controls.cis("4.6.1", "4.6.4")
                .and(Catalogue.NSA_CISA, "1.12")
                .and(Catalogue.CHECKOV, "CKV_K8S_21")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "State metadata.namespace: a tenant's or a shared one.");
    return new ResourceRule(
        info,
        one -> NAMESPACED.contains(one.kind()) || !PodTemplate.of(one).isEmpty(),
        (object, findings) -> {
          Value namespace = object.at("metadata.namespace");
          Answer systems =
              namespace.isText(name -> name.equals("default") || name.startsWith("kube-"));
          findings.require(
              namespace.isEmpty().or(systems).not(),
              object,
              namespace,
              "must be a Namespace of the stack's own");
        });
  }

  private static PolicyRule stable(Set<String> allowed) {
    RuleInfo info =
        new RuleInfo(
            "object-has-a-stable-version",
            "No object is of an alpha or beta version of its API",
            "Such a version goes away with an upgrade of the cluster or operator. The rule's"
                + " parameter previewApis names those that have no stable version yet.",
            Controls.of(
                    Catalogue.PULUMI_COMPLIANCE,
                    "kubernetes-…-disallow-alpha-resource",
                    "kubernetes-…-disallow-beta-resource")
                .and(Catalogue.CIS_GKE, "5.10.2")
                .all(),
            Severity.LOW,
            Level.ADVISORY,
            "Use the stable version, or add the version to previewApis with the reason.");
    return new ResourceRule(
        info,
        Resource::isKubernetes,
        (object, findings) -> {
          Value version = object.at("apiVersion");
          findings.require(
              version.matches(PREVIEW).not().or(version.isText(allowed::contains)),
              object,
              version,
              "must be a stable version");
        });
  }

  private static PolicyRule labels() {
    RuleInfo info =
        new RuleInfo(
            "object-says-who-manages-it",
            "Every object has the recommended labels managed-by and instance",
            "Without them nobody tells what the stack left behind from what people made.",
            Controls.of(
                    Catalogue.PULUMI_COMPLIANCE,
                    "kubernetes-apps-v1-deployment-configure-recommended-labels",
                    "kubernetes-apps-v1-statefulset-configure-recommended-labels",
                    "kubernetes-apps-v1-daemonset-configure-recommended-labels",
                    "kubernetes-apps-v1-replicaset-configure-recommended-labels",
                    "kubernetes-batch-v1-job-configure-recommended-labels",
                    "kubernetes-batch-v1-cronjob-configure-recommended-labels",
                    "kubernetes-core-v1-service-configure-recommended-labels")
                .all(),
            Severity.LOW,
            Level.ADVISORY,
            "Label it app.kubernetes.io/managed-by and app.kubernetes.io/instance.");
    return labelled(info, RECOMMENDED, false);
  }

  private static PolicyRule tenantLabels() {
    RuleInfo info =
        new RuleInfo(
            "tenant-object-says-whose-it-is",
            "Every object of a tenant is labelled with tenant, tier, cost centre and ring",
            "Cost reports, network policies, dashboards and the orphan scan all select on them.",
            Controls.of(Catalogue.GKE_MULTI_TENANCY, "cost allocation per namespace")
                .and(Catalogue.TENANTRY, "docs/architecture.md")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Label it tenant.id, tier, cost-centre and ring.");
    return labelled(info, OF_A_TENANT, true);
  }

  private static PolicyRule labelled(RuleInfo info, List<String> labels, boolean tenantsOnly) {
    return new ResourceRule(
        info,
        Resource::isKubernetes,
        (object, findings) -> {
          Answer concerned = Answer.of(!tenantsOnly).or(TenantNames.owns(object));
          for (String key : labels) {
            Value label = object.at("metadata.labels").field(key);
            findings.require(
                concerned.not().or(label.isEmpty().not()), object, label, "must be stated");
          }
        });
  }

  private static PolicyRule whole() {
    RuleInfo info =
        new RuleInfo(
            "object-is-declared-whole",
            "Objects are declared one by one and whole, not as patches, lists, YAML or charts",
            "Rules see what the program declares: a patch changes a Namespace's labels, and a"
                + " chart brings a hundred objects, that no rule has judged. Only the default"
                + " ServiceAccount, which Kubernetes makes itself, is patched. A tenant declares no"
                + " containers in kinds whose pods the rules do not find.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K04").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Declare the object itself, with all of its fields.");
    return new ResourceRule(
        info, one -> one.type().startsWith("kubernetes:"), ObjectRules::requireWhole);
  }

  private static void requireWhole(Resource object, Findings findings) {
    boolean patch = object.type().endsWith("Patch");
    boolean many = object.type().endsWith("List");
    boolean bundle =
        List.of("kubernetes:yaml", "kubernetes:helm.sh", "kubernetes:kustomize").stream()
            .anyMatch(object.type()::startsWith);
    Answer ownDefault =
        Answer.of(object.kind().equals("ServiceAccount"))
            .and(object.at("metadata.name").is("default"));
    findings.require(
        Answer.of(patch || many || bundle).not().or(Answer.of(patch).and(ownDefault)),
        object,
        "a resource of type " + object.type() + " is not whole: declare each object itself");
    if (!PodTemplate.isKnown(object) && TenantNames.owns(object) == Answer.YES) {
      refuseContainers(object, object.properties(), findings);
    }
  }

  private static void refuseContainers(Resource object, Value value, Findings findings) {
    Value containers = value.field("containers");
    findings.require(
        containers.any(one -> one.field("image").exists()).not(),
        object,
        containers.path() + " are of pods that no rule judges: declare a Deployment or a Job");
    value.items().forEach(item -> refuseContainers(object, item, findings));
    value.fields().values().forEach(field -> refuseContainers(object, field, findings));
  }
}
