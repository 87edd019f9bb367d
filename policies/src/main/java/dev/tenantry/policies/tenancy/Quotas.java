package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.GKE_MULTI_TENANCY;
import static dev.tenantry.policies.Catalogue.MULTI_TENANCY_BENCHMARK;
import static dev.tenantry.policies.Catalogue.OWASP_AGENTIC;
import static dev.tenantry.policies.Catalogue.OWASP_LLM;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.function.Function;

/** How much each tenant may take of what all share. */
final class Quotas {
  private static final String QUOTA = "ResourceQuota";
  private static final String HARD = "spec.hard";
  private static final String PRIORITY = "PriorityClass";

  /** How the name of a tier's PriorityClass starts; its end is the tier. */
  private static final String CLASS_PREFIX = "tenant-";

  private static final List<String> COMPUTE =
      List.of("requests.cpu", "requests.memory", "limits.cpu", "limits.memory");
  private static final List<String> OBJECTS =
      List.of(
          "pods", "count/services", "count/secrets", "count/configmaps", "persistentvolumeclaims");

  private Quotas() {}

  static List<PolicyRule> all() {
    return List.of(
        computeQuota(),
        objectQuota(),
        acceleratorQuota(),
        noBestEffort(),
        noForeignPriority(),
        limitRange());
  }

  private static PolicyRule computeQuota() {
    return TenancyRule.named(
            "tenant-has-compute-quota",
            "Every tenant's Namespace has a quota of CPU and memory",
            "One tenant's pods would take the nodes of all.")
        .asked(MULTI_TENANCY_BENCHMARK, "MTB-PL1-CC-FNS-1")
        .asked(GKE_MULTI_TENANCY, "ResourceQuotas")
        .asked(OWASP_LLM, "LLM10")
        .asked(OWASP_AGENTIC, "ASI08")
        .rule(
            "Declare a ResourceQuota without scopes that bounds requests and limits.",
            (tenancy, findings) ->
                requireHard(tenancy, findings, COMPUTE, "which bounds all pods together"));
  }

  private static PolicyRule objectQuota() {
    return TenancyRule.named(
            "tenant-has-object-quota",
            "Every tenant's Namespace has a quota of objects",
            "Objects without end fill etcd, and the control plane stops for every tenant.")
        .asked(MULTI_TENANCY_BENCHMARK, "MTB-PL1-CC-FNS-2")
        .asked(OWASP_AGENTIC, "ASI08")
        .severity(Severity.MEDIUM)
        .rule(
            "State the missing keys in a ResourceQuota without scopes.",
            (tenancy, findings) ->
                requireHard(tenancy, findings, OBJECTS, "which bounds the number of objects"));
  }

  private static PolicyRule acceleratorQuota() {
    return TenancyRule.named(
            "tenant-has-accelerator-quota",
            "Every tenant's Namespace says how many GPUs it may have",
            "What no quota names is unbounded, and one GPU machine costs as much as all the rest.")
        .asked(OWASP_LLM, "LLM10")
        .asked(TENANTRY, "docs/limits.md")
        .rule(
            "State requests.nvidia.com/gpu in a ResourceQuota without scopes; 0 is a number too.",
            (tenancy, findings) ->
                requireHard(
                    tenancy,
                    findings,
                    List.of("requests.nvidia.com/gpu"),
                    "which bounds accelerators"));
  }

  private static PolicyRule noBestEffort() {
    return TenancyRule.named(
            "tenant-refuses-pods-without-requests",
            "Every tenant's Namespace admits no pod without requests and limits",
            "A pod without requests is in no quota and takes what its neighbours need.")
        .asked(MULTI_TENANCY_BENCHMARK, "MTB-PL1-CC-FNS-1")
        .severity(Severity.MEDIUM)
        .rule(
            "Declare a ResourceQuota with scopes [BestEffort] and hard: {pods: 0}.",
            (tenancy, findings) ->
                requireInEach(
                    tenancy,
                    findings,
                    QUOTA,
                    quota ->
                        quota
                            .at("spec.scopes")
                            .any(scope -> scope.is("BestEffort"))
                            .and(quota.at("spec.hard.pods").is("0")),
                    "no ResourceQuota of scope BestEffort says pods: 0"));
  }

  private static PolicyRule noForeignPriority() {
    return TenancyRule.named(
            "tenant-refuses-foreign-priority",
            "Every tenant's Namespace admits no pod of a PriorityClass but its tier's",
            "A pod of a higher class evicts other tenants' and the platform's own.")
        .asked(OWASP_AGENTIC, "ASI08")
        .asked(TENANTRY, "docs/limits.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Declare a ResourceQuota on scope PriorityClass with operator NotIn and pods: 0.",
            (tenancy, findings) ->
                tenancy
                    .tenants()
                    .forEach(
                        space ->
                            requireIn(
                                space,
                                tenancy,
                                findings,
                                QUOTA,
                                quota -> refusesOthers(quota, space),
                                "no ResourceQuota says pods: 0 for other PriorityClasses")));
  }

  private static PolicyRule limitRange() {
    return TenancyRule.named(
            "tenant-has-limit-range",
            "Every tenant's Namespace has a LimitRange with defaults and maxima for containers",
            "One container may take the whole quota, and one without limits is refused unclearly.")
        .asked(MULTI_TENANCY_BENCHMARK, "MTB-PL1-CC-FNS-1")
        .asked(TENANTRY, "docs/limits.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Declare a LimitRange of type Container with default, defaultRequest and max.",
            (tenancy, findings) ->
                requireInEach(
                    tenancy,
                    findings,
                    "LimitRange",
                    range -> range.at("spec.limits").any(Quotas::boundsContainers),
                    "no LimitRange of type Container has default, defaultRequest and max of cpu"
                        + " and memory"));
  }

  private static void requireHard(
      Tenancy tenancy, Findings findings, List<String> keys, String what) {
    for (TenantSpace one : tenancy.tenants()) {
      for (String key : keys) {
        findings.require(
            tenancy.has(
                one.name(), QUOTA, quota -> all(quota).and(quota.at(HARD).field(key).exists())),
            one.namespace(),
            "no ResourceQuota of Namespace " + one.name() + " states " + key + ", " + what);
      }
    }
  }

  private static void requireInEach(
      Tenancy tenancy,
      Findings findings,
      String kind,
      Function<Resource, Answer> holds,
      String otherwise) {
    tenancy.tenants().forEach(one -> requireIn(one, tenancy, findings, kind, holds, otherwise));
  }

  private static void requireIn(
      TenantSpace space,
      Tenancy tenancy,
      Findings findings,
      String kind,
      Function<Resource, Answer> holds,
      String otherwise) {
    findings.require(
        tenancy.has(space.name(), kind, holds),
        space.namespace(),
        "Namespace " + space.name() + ": " + otherwise);
  }

  /** Every condition must hold for a pod to count: one that names another class lets it in. */
  private static Answer refusesOthers(Resource quota, TenantSpace space) {
    Value conditions = quota.at("spec.scopeSelector.matchExpressions");
    return quota
        .at("spec.hard.pods")
        .is("0")
        .and(quota.at("spec.scopes").all(scope -> scope.is(PRIORITY)))
        .and(conditions.any(one -> isNot(one, space)))
        .and(
            conditions.all(
                one ->
                    isNot(one, space)
                        .or(
                            one.at("scopeName")
                                .is(PRIORITY)
                                .and(one.at("operator").is("Exists")))));
  }

  /** Any class but that of the tenant's tier. */
  private static Answer isNot(Value condition, TenantSpace space) {
    Value classes = condition.at("values");
    return condition
        .at("scopeName")
        .is(PRIORITY)
        .and(condition.at("operator").is("NotIn"))
        .and(classes.isEmpty().not())
        .and(
            space
                .tier()
                .text()
                .map(tier -> classes.all(one -> one.is(CLASS_PREFIX + tier)))
                .orElse(Answer.UNKNOWN));
  }

  private static Answer boundsContainers(Value limit) {
    Answer answer = limit.at("type").is("Container");
    for (String bound : List.of("default", "defaultRequest", "max")) {
      answer =
          answer
              .and(limit.field(bound).field("cpu").exists())
              .and(limit.field(bound).field("memory").exists());
    }
    return answer;
  }

  /** A quota of all pods, not of some only. */
  private static Answer all(Resource quota) {
    return quota.at("spec.scopes").isEmpty().and(quota.at("spec.scopeSelector").isEmpty());
  }
}
