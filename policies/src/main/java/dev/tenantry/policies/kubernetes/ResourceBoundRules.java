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

/** How much of the cluster a container, a workload and a tenant may take. */
final class ResourceBoundRules {
  /** Multi-Tenancy Benchmarks FNS-1 and FNS-2, with accelerators and doors to the outside. */
  private static final List<String> QUOTA_KEYS =
      List.of(
          "requests.cpu",
          "requests.memory",
          "limits.cpu",
          "limits.memory",
          "requests.storage",
          "requests.nvidia.com/gpu",
          "pods",
          "persistentvolumeclaims",
          "count/services",
          "count/secrets",
          "count/configmaps");

  private static final List<String> CLOSED =
      List.of("services.nodeports", "services.loadbalancers");

  private ResourceBoundRules() {}

  static List<PolicyRule> all() {
    return List.of(requests(), limits(), quota(), limitRange(), autoscaler());
  }

  private static PolicyRule requests() {
    RuleInfo info =
        new RuleInfo(
            "container-requests-resources",
            "Every container requests CPU and memory",
            "The scheduler puts a pod without requests on any node, and its neighbours starve.",
            Controls.mtb("MTB-PL1-CC-FNS-1")
                .and(Catalogue.CHECKOV, "CKV_K8S_10", "CKV_K8S_12")
                .and(Catalogue.OWASP_LLM, "LLM10")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set resources.requests.cpu and resources.requests.memory.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          for (String name : List.of("cpu", "memory")) {
            Value request = container.at("resources.requests").field(name);
            findings.require(request.exists(), pod.owner(), request, "must be stated");
          }
        });
  }

  private static PolicyRule limits() {
    RuleInfo info =
        new RuleInfo(
            "container-is-limited",
            "Every container has limits of memory and local disk, a tenant's of CPU too",
            "A container without limits takes the node's memory or disk, and the kubelet evicts"
                + " its neighbours.",
            Controls.mtb("MTB-PL1-CC-FNS-1")
                .and(Catalogue.CHECKOV, "CKV_K8S_11", "CKV_K8S_13")
                .and(Catalogue.OWASP_LLM, "LLM10")
                .and(Catalogue.OWASP_AGENTIC, "ASI08")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set resources.limits.memory, resources.limits.ephemeral-storage and, for a tenant,"
                + " resources.limits.cpu.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value limits = container.at("resources.limits");
          for (String name : List.of("memory", "ephemeral-storage")) {
            Value limit = limits.field(name);
            findings.require(limit.exists(), pod.owner(), limit, "must be stated");
          }
          Value cpu = limits.field("cpu");
          Answer elsewhere = TenantNames.owns(pod.owner()).not();
          findings.require(elsewhere.or(cpu.exists()), pod.owner(), cpu, "must be stated");
        });
  }

  private static PolicyRule quota() {
    RuleInfo info =
        new RuleInfo(
            "tenant-quota-bounds-what-costs",
            "A tenant's ResourceQuota bounds compute, storage, accelerators and objects",
            "What no key bounds one tenant can take from all: nodes, disks, or the API server's"
                + " memory. Quotas with a scope bound something else on purpose.",
            Controls.mtb("MTB-PL1-CC-FNS-1", "MTB-PL1-CC-FNS-2")
                .and(Catalogue.OWASP_LLM, "LLM10")
                .and(Catalogue.OWASP_AGENTIC, "ASI08")
                .and(Catalogue.GKE_MULTI_TENANCY, "ResourceQuotas")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "State every key in spec.hard; node ports and load balancers are 0.");
    return new ResourceRule(
        info, one -> one.kind().equals("ResourceQuota"), ResourceBoundRules::requireKeys);
  }

  private static void requireKeys(Resource quota, Findings findings) {
    Value spec = quota.at("spec");
    Answer scoped = spec.field("scopes").exists().or(spec.field("scopeSelector").exists());
    Answer free = TenantNames.owns(quota).not().or(scoped);
    for (String key : QUOTA_KEYS) {
      Value bound = spec.field("hard").field(key);
      findings.require(free.or(bound.exists()), quota, bound, "must be stated");
    }
    for (String key : CLOSED) {
      Value bound = spec.field("hard").field(key);
      findings.require(free.or(bound.is(0)), quota, bound, "must be 0");
    }
  }

  private static PolicyRule limitRange() {
    RuleInfo info =
        new RuleInfo(
            "tenant-limit-range-fills-in",
            "A tenant's LimitRange gives containers default requests, limits and a maximum",
            "Without defaults a pod that states nothing is refused by the quota with a message"
                + " that nobody understands; without a maximum one pod takes all of it.",
            Controls.mtb("MTB-PL1-CC-FNS-1").and(Catalogue.OWASP_LLM, "LLM10").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Give the item of type Container default, defaultRequest and max of cpu and memory.");
    return new ResourceRule(
        info, one -> one.kind().equals("LimitRange"), ResourceBoundRules::requireDefaults);
  }

  private static void requireDefaults(Resource range, Findings findings) {
    Value limits = range.at("spec.limits");
    Answer elsewhere = TenantNames.owns(range).not();
    for (String part : List.of("default", "defaultRequest", "max")) {
      for (String name : List.of("cpu", "memory")) {
        Answer there =
            limits.any(
                one -> one.field("type").is("Container").and(one.field(part).field(name).exists()));
        findings.require(
            elsewhere.or(there),
            range,
            limits.path() + " has no " + part + " of " + name + " for containers");
      }
    }
  }

  private static PolicyRule autoscaler() {
    RuleInfo info =
        new RuleInfo(
            "scaled-object-has-a-maximum",
            "Every ScaledObject and ScaledJob of KEDA states its maximum",
            "Left out it is 100: one full queue then takes the tenant's whole quota.",
            Controls.of(Catalogue.OWASP_LLM, "LLM10").and(Catalogue.OWASP_AGENTIC, "ASI08").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set spec.maxReplicaCount.");
    return new ResourceRule(
        info,
        one -> List.of("ScaledObject", "ScaledJob").contains(one.kind()),
        (scaled, findings) -> {
          Value most = scaled.at("spec.maxReplicaCount");
          findings.require(most.exists(), scaled, most, "must be stated");
        });
  }
}
