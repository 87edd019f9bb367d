package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GKE;
import static dev.tenantry.policies.Catalogue.GKE_MULTI_TENANCY;
import static dev.tenantry.policies.Catalogue.MULTI_TENANCY_BENCHMARK;
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
import java.util.Set;
import java.util.TreeSet;

/** What the platform must hold ready for the tenants of a stack. */
final class PlatformParts {
  private static final String POLICY = "ValidatingAdmissionPolicy";
  private static final String NODE_POOL = "gcp:container/nodePool:NodePool";
  private static final String BACKUP_PLAN = "gcp:gkebackup/backupPlan:BackupPlan";

  /** What holds data, by type token, and how its own properties say that it is to be kept. */
  private PlatformParts() {}

  static List<PolicyRule> all() {
    return List.of(
        admissionPolicies(),
        admissionBindings(),
        taints(),
        tierPools(),
        backups(),
        KeptData.rule());
  }

  private static PolicyRule admissionPolicies() {
    return TenancyRule.named(
            "admission-policies-are-complete",
            "A stack with tenants declares every admission policy of the product",
            "What tenants and operators create later is judged by these alone.")
        .asked(OWASP_KUBERNETES, "K04")
        .asked(CIS_GKE, "4.2.1")
        .asked(MULTI_TENANCY_BENCHMARK, "MTB-PL1-CC-DI-1")
        .asked(TENANTRY, "docs/admission.md")
        .rule(
            "Declare AdmissionPolicies in the stack; docs/admission.md lists them.",
            (tenancy, findings) -> {
              Set<String> missing = new TreeSet<>(AdmissionNames.ALL);
              for (Resource policy : tenancy.of(POLICY)) {
                Value name = policy.at("metadata.name");
                if (name.isUnknown()) {
                  return;
                }
                missing.remove(name.shown().replaceFirst(ProductNames.ADMISSION_PREFIX, ""));
              }
              if (!missing.isEmpty()) {
                tenancy.tenants().stream()
                    .findFirst()
                    .ifPresent(
                        first ->
                            findings.report(
                                first.namespace(),
                                "the stack has tenants and lacks the admission policies "
                                    + String.join(", ", missing)));
              }
            });
  }

  private static PolicyRule admissionBindings() {
    return TenancyRule.named(
            "admission-policies-deny-for-every-tenant",
            "Every admission policy fails closed and is bound with Deny for every tenant",
            "A policy without a binding is never asked; one that only warns stops nobody.")
        .asked(OWASP_KUBERNETES, "K04")
        .asked(TENANTRY, "docs/admission.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Bind the whole policy with validationActions [Deny] where tenant.id exists.",
            (tenancy, findings) -> {
              for (Resource policy : tenancy.of(POLICY)) {
                Value failure = policy.at("spec.failurePolicy");
                findings.require(
                    failure.isAbsent() ? Answer.YES : failure.is("Fail"),
                    policy,
                    failure,
                    "must be Fail");
                AdmissionScope.requireWhole(policy, findings);
                List<Resource> bindings = bindings(tenancy, policy);
                for (TenantSpace space : tenancy.tenants()) {
                  Answer denied = Answer.NO;
                  for (Resource binding : bindings) {
                    denied = denied.or(binds(binding, policy, space));
                  }
                  findings.require(
                      denied,
                      policy,
                      "no binding with Deny holds for all in the Namespace of tenant "
                          + space.tenant());
                }
              }
            });
  }

  private static PolicyRule taints() {
    return TenancyRule.named(
            "node-pool-keeps-others-off",
            "Nodes of a tier, and nodes with GPUs, carry the taint that keeps other pods off",
            "Pods of another tier share their kernel, and cheap pods fill the dearest machines.")
        .asked(TENANTRY, "docs/cluster.md")
        .asked(OWASP_LLM, "LLM10")
        .rule(
            "Add the taint with effect NO_SCHEDULE to nodeConfig.taints.",
            (tenancy, findings) -> {
              for (Resource pool : ofType(tenancy, NODE_POOL)) {
                Value taints = pool.at("nodeConfig.taints");
                Value tier = pool.at("nodeConfig.labels").field(ProductNames.NODE_POOL);
                if (tier.isPresent() && tier.is(ProductNames.SYSTEM_POOL) != Answer.YES) {
                  findings.require(
                      taints.any(
                          one ->
                              keepsOff(one, ProductNames.NODE_POOL)
                                  .and(one.at("value").is(tier.shown()))),
                      pool,
                      "no taint "
                          + ProductNames.NODE_POOL
                          + "="
                          + tier.shown()
                          + " keeps other tiers' pods off");
                }
                if (!pool.at("nodeConfig.guestAccelerators").items().isEmpty()) {
                  findings.require(
                      taints.any(one -> keepsOff(one, ProductNames.GPU_TAINT)),
                      pool,
                      "no taint " + ProductNames.GPU_TAINT + " keeps pods without a GPU off");
                }
              }
            });
  }

  private static PolicyRule tierPools() {
    return TenancyRule.named(
            "tier-has-nodes",
            "For every tier that a tenant has there are nodes, for isolated ones with a sandbox",
            "Its pods would wait for ever, or somebody would let them run elsewhere.")
        .asked(CIS_GKE, "5.10.3")
        .asked(GKE_MULTI_TENANCY, "GKE Sandbox")
        .asked(TENANTRY, "docs/cluster.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Add the tier's pool under cluster.nodePools in platform.yaml.",
            (tenancy, findings) -> {
              List<Resource> pools = ofType(tenancy, NODE_POOL);
              for (TenantSpace space : tenancy.tenants()) {
                if (!pools.isEmpty() && space.tier().isPresent()) {
                  String tier = space.tier().shown();
                  boolean isolated = tier.equals(ProductNames.ISOLATED);
                  Answer has = Answer.NO;
                  for (Resource pool : pools) {
                    has =
                        has.or(
                            pool.at("nodeConfig.labels")
                                .field(ProductNames.NODE_POOL)
                                .is(tier)
                                .and(
                                    isolated
                                        ? pool.at("nodeConfig.sandboxConfig").exists()
                                        : Answer.YES));
                  }
                  findings.require(
                      has,
                      space.namespace(),
                      "no node pool"
                          + (isolated ? " with a sandbox" : "")
                          + " is for tier "
                          + tier);
                }
              }
            });
  }

  private static PolicyRule backups() {
    return TenancyRule.named(
            "tier-has-backups",
            "A cluster with the backup agent backs up every tier that a tenant has",
            "Volumes and objects of that tier's tenants are gone with the cluster.")
        .asked(TENANTRY, "docs/cluster.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Add the tier to the backups in platform.yaml.",
            (tenancy, findings) -> {
              boolean agent =
                  ofType(tenancy, "gcp:container/cluster:Cluster").stream()
                      .anyMatch(
                          one ->
                              one.at("addonsConfig.gkeBackupAgentConfig.enabled").is(true)
                                  == Answer.YES);
              for (TenantSpace space : agent ? tenancy.tenants() : List.<TenantSpace>of()) {
                Answer has = space.tier().isPresent() ? Answer.NO : Answer.UNKNOWN;
                for (Resource plan : ofType(tenancy, BACKUP_PLAN)) {
                  has = has.or(covers(plan, space));
                }
                findings.require(
                    has, space.namespace(), "no backup plan selects tier " + space.tier().shown());
              }
            });
  }

  /** Bindings that name a policy, or may. */
  private static List<Resource> bindings(Tenancy tenancy, Resource policy) {
    Value name = policy.at("metadata.name");
    return tenancy.of("ValidatingAdmissionPolicyBinding").stream()
        .filter(one -> name.isUnknown() || one.at("spec.policyName").is(name.shown()) != Answer.NO)
        .toList();
  }

  private static Answer binds(Resource binding, Resource policy, TenantSpace space) {
    Value name = policy.at("metadata.name");
    Answer named =
        name.isPresent() ? binding.at("spec.policyName").is(name.shown()) : Answer.UNKNOWN;
    return named
        .and(binding.at("spec.validationActions").any(one -> one.is("Deny")))
        .and(AdmissionScope.isWhole(binding.at("spec.matchResources")))
        .and(reaches(binding.at("spec.matchResources.namespaceSelector"), space))
        .and(reaches(policy.at("spec.matchConstraints.namespaceSelector"), space));
  }

  private static Answer reaches(Value selector, TenantSpace space) {
    return selector.isAbsent()
        ? Answer.YES
        : Selector.selectsNamespace(selector, space.namespace());
  }

  private static Answer keepsOff(Value taint, String key) {
    return taint
        .at("key")
        .is(key)
        .and(taint.at("effect").isText(is -> is.matches("NO_SCHEDULE|NO_EXECUTE")));
  }

  private static Answer covers(Resource plan, TenantSpace space) {
    Value config = plan.at("backupConfig");
    return config
        .at("allNamespaces")
        .is(true)
        .or(
            config
                .at("selectedNamespaceLabels.resourceLabels")
                .any(
                    label ->
                        label
                            .at("key")
                            .is(ProductNames.TIER)
                            .and(label.at("value").is(space.tier().shown()))));
  }

  private static List<Resource> ofType(Tenancy tenancy, String type) {
    return tenancy.all().stream().filter(one -> one.type().equals(type)).toList();
  }
}
