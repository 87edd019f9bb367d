package dev.tenantry.tenant;

import com.pulumi.kubernetes.core.v1.inputs.LimitRangeItemArgs;
import com.pulumi.kubernetes.core.v1.inputs.LimitRangeSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ResourceQuotaSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ScopeSelectorArgs;
import com.pulumi.kubernetes.core.v1.inputs.ScopedResourceSelectorRequirementArgs;
import dev.tenantry.config.ClaimLimits;
import dev.tenantry.config.ContainerLimits;
import dev.tenantry.config.LimitRangeConfig;
import dev.tenantry.config.QuotaConfig;
import dev.tenantry.config.ResourceAmounts;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.naming.Names;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a tenant may use: contents of its ResourceQuota and LimitRange. */
final class Limits {
  private static final Map<String, String> NO_PODS = Map.of("pods", "0");

  private Limits() {}

  /** Every ResourceQuota of a tenant by its name. */
  static Map<String, ResourceQuotaSpecArgs> quotas(TenantConfig tenant) {
    Map<String, ResourceQuotaSpecArgs> quotas = new TreeMap<>();
    quotas.put(Names.TENANT_QUOTA, resourceQuota(tenant.quota()));
    quotas.put(Names.NO_BEST_EFFORT, noBestEffort());
    quotas.put(Names.NO_FOREIGN_PRIORITY, noForeignPriority(Names.priorityClass(tenant.tier())));
    return quotas;
  }

  /**
   * The hard limits of a Namespace.
   *
   * <p>Load balancers and node ports are zero for every tenant: traffic enters at the platform's
   * door only. GPUs exist only as {@code requests.}, since Kubernetes never overcommits extended
   * resources.
   */
  private static ResourceQuotaSpecArgs resourceQuota(QuotaConfig quota) {
    Map<String, String> hard = new TreeMap<>();
    hard.put("requests.cpu", quota.requests().cpu().canonical());
    hard.put("requests.memory", quota.requests().memory().canonical());
    hard.put("requests.ephemeral-storage", quota.requests().ephemeralStorage().canonical());
    hard.put("requests.storage", quota.requests().storage().canonical());
    hard.put("requests.nvidia.com/gpu", Integer.toString(quota.requests().gpu()));
    hard.put("limits.cpu", quota.limits().cpu().canonical());
    hard.put("limits.memory", quota.limits().memory().canonical());
    hard.put("limits.ephemeral-storage", quota.limits().ephemeralStorage().canonical());
    hard.put("pods", Integer.toString(quota.objects().pods()));
    hard.put("persistentvolumeclaims", Integer.toString(quota.objects().persistentVolumeClaims()));
    hard.put("count/secrets", Integer.toString(quota.objects().secrets()));
    hard.put("count/configmaps", Integer.toString(quota.objects().configMaps()));
    hard.put("count/services", Integer.toString(quota.objects().services()));
    hard.put("count/jobs.batch", Integer.toString(quota.objects().jobs()));
    hard.put("count/cronjobs.batch", Integer.toString(quota.objects().cronJobs()));
    hard.put("services.loadbalancers", "0");
    hard.put("services.nodeports", "0");
    return ResourceQuotaSpecArgs.builder().hard(hard).build();
  }

  /** No pod without requests: it would be the first to be evicted, and no quota would count it. */
  private static ResourceQuotaSpecArgs noBestEffort() {
    return ResourceQuotaSpecArgs.builder().hard(NO_PODS).scopes("BestEffort").build();
  }

  /**
   * No pod of a PriorityClass other than the tier's own; a pod without any has the lowest.
   *
   * <p>Both conditions must hold for a pod to count, hence "names a class, and not this one".
   */
  private static ResourceQuotaSpecArgs noForeignPriority(String priorityClass) {
    return ResourceQuotaSpecArgs.builder()
        .hard(NO_PODS)
        .scopeSelector(
            ScopeSelectorArgs.builder()
                .matchExpressions(
                    priority("Exists", List.of()), priority("NotIn", List.of(priorityClass)))
                .build())
        .build();
  }

  private static ScopedResourceSelectorRequirementArgs priority(
      String operator, List<String> classes) {
    var requirement =
        ScopedResourceSelectorRequirementArgs.builder()
            .scopeName("PriorityClass")
            .operator(operator);
    return classes.isEmpty() ? requirement.build() : requirement.values(classes).build();
  }

  /** Defaults and bounds of each container and each claim in a Namespace. */
  static LimitRangeSpecArgs limitRange(LimitRangeConfig limits) {
    return LimitRangeSpecArgs.builder()
        .limits(container(limits.container()), claim(limits.persistentVolumeClaim()))
        .build();
  }

  private static LimitRangeItemArgs container(ContainerLimits container) {
    return LimitRangeItemArgs.builder()
        .type("Container")
        .default_(amounts(container.defaultLimit()))
        .defaultRequest(amounts(container.defaultRequest()))
        .max(amounts(container.max()))
        .min(amounts(container.min()))
        .maxLimitRequestRatio(
            Map.of(
                "cpu", Integer.toString(container.maxLimitRequestRatio().cpu()),
                "memory", Integer.toString(container.maxLimitRequestRatio().memory())))
        .build();
  }

  private static LimitRangeItemArgs claim(ClaimLimits claim) {
    return LimitRangeItemArgs.builder()
        .type("PersistentVolumeClaim")
        .min(Map.of("storage", claim.min().canonical()))
        .max(Map.of("storage", claim.max().canonical()))
        .build();
  }

  private static Map<String, String> amounts(ResourceAmounts amounts) {
    return Map.of(
        "cpu", amounts.cpu().canonical(),
        "memory", amounts.memory().canonical(),
        "ephemeral-storage", amounts.ephemeralStorage().canonical());
  }
}
