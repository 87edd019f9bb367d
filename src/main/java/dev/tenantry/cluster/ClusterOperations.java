package dev.tenantry.cluster;

import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigDnsCacheConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigGcePersistentDiskCsiDriverConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigGcsFuseCsiDriverConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigGkeBackupAgentConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigHorizontalPodAutoscalingArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigHttpLoadBalancingArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigNetworkPolicyConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterCostManagementConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterGatewayApiConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterLoggingConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMaintenancePolicyArgs;
import com.pulumi.gcp.container.inputs.ClusterMaintenancePolicyMaintenanceExclusionArgs;
import com.pulumi.gcp.container.inputs.ClusterMaintenancePolicyMaintenanceExclusionExclusionOptionsArgs;
import com.pulumi.gcp.container.inputs.ClusterMaintenancePolicyRecurringWindowArgs;
import com.pulumi.gcp.container.inputs.ClusterMonitoringConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMonitoringConfigManagedPrometheusArgs;
import dev.tenantry.config.Datapath;
import dev.tenantry.config.ExclusionConfig;
import dev.tenantry.config.MaintenanceConfig;
import dev.tenantry.config.PoolName;
import dev.tenantry.config.Weekday;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** What runs the cluster from day to day: upgrades, logs, metrics, add-ons. */
final class ClusterOperations {
  private static final List<String> LOGS =
      List.of("SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER");

  private static final List<String> METRICS =
      List.of(
          "SYSTEM_COMPONENTS",
          "APISERVER",
          "CONTROLLER_MANAGER",
          "SCHEDULER",
          "STORAGE",
          "HPA",
          "POD",
          "DAEMONSET",
          "DEPLOYMENT",
          "STATEFULSET");

  /** Any Monday before the first use; a recurrence needs a day to count from. */
  private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 5, 0, 0);

  private final DeclaredClusterArgs args;

  ClusterOperations(DeclaredClusterArgs args) {
    this.args = args;
  }

  /** Adds the settings. */
  void on(ClusterArgs.Builder cluster) {
    cluster
        .maintenancePolicy(maintenance(args.gke().maintenance()))
        .loggingConfig(ClusterLoggingConfigArgs.builder().enableComponents(LOGS).build())
        .monitoringConfig(
            ClusterMonitoringConfigArgs.builder()
                .enableComponents(METRICS)
                .managedPrometheus(
                    ClusterMonitoringConfigManagedPrometheusArgs.builder().enabled(true).build())
                .build())
        .costManagementConfig(ClusterCostManagementConfigArgs.builder().enabled(true).build())
        .gatewayApiConfig(ClusterGatewayApiConfigArgs.builder().channel("CHANNEL_STANDARD").build())
        .addonsConfig(addons());
  }

  private ClusterAddonsConfigArgs addons() {
    var addons =
        ClusterAddonsConfigArgs.builder()
            // The network policies know the cache's address and the Service's; docs/cluster.md.
            .dnsCacheConfig(ClusterAddonsConfigDnsCacheConfigArgs.builder().enabled(true).build())
            .gcePersistentDiskCsiDriverConfig(
                ClusterAddonsConfigGcePersistentDiskCsiDriverConfigArgs.builder()
                    .enabled(true)
                    .build())
            .gcsFuseCsiDriverConfig(
                ClusterAddonsConfigGcsFuseCsiDriverConfigArgs.builder().enabled(true).build())
            .gkeBackupAgentConfig(
                ClusterAddonsConfigGkeBackupAgentConfigArgs.builder().enabled(true).build())
            .horizontalPodAutoscaling(
                ClusterAddonsConfigHorizontalPodAutoscalingArgs.builder().disabled(false).build())
            .httpLoadBalancing(
                ClusterAddonsConfigHttpLoadBalancingArgs.builder().disabled(false).build());
    if (args.ranges().datapath() == Datapath.V1) {
      addons.networkPolicyConfig(
          ClusterAddonsConfigNetworkPolicyConfigArgs.builder().disabled(false).build());
    }
    return addons.build();
  }

  private static ClusterMaintenancePolicyArgs maintenance(MaintenanceConfig config) {
    LocalDateTime start =
        FIRST.plusDays(first(config.days()).ordinal()).plusHours(config.startHour());
    return ClusterMaintenancePolicyArgs.builder()
        .recurringWindow(
            ClusterMaintenancePolicyRecurringWindowArgs.builder()
                .startTime(instant(start))
                .endTime(instant(start.plusHours(config.hours())))
                .recurrence("FREQ=WEEKLY;BYDAY=" + days(config.days()))
                .build())
        .maintenanceExclusions(
            config.exclusions().entrySet().stream()
                .map(entry -> exclusion(entry.getKey(), entry.getValue()))
                .toList())
        .build();
  }

  /** The recurrence counts from its first day, which must be one of its days. */
  private static Weekday first(List<Weekday> days) {
    return days.stream().sorted().findFirst().orElseThrow();
  }

  private static String days(List<Weekday> days) {
    return days.stream().sorted().map(Weekday::abbreviation).collect(Collectors.joining(","));
  }

  private static ClusterMaintenancePolicyMaintenanceExclusionArgs exclusion(
      PoolName name, ExclusionConfig config) {
    return ClusterMaintenancePolicyMaintenanceExclusionArgs.builder()
        .exclusionName(name.value())
        .startTime(config.from().instant())
        .endTime(config.until().instant())
        .exclusionOptions(
            ClusterMaintenancePolicyMaintenanceExclusionExclusionOptionsArgs.builder()
                // Security patches of the control plane still come.
                .scope("NO_MINOR_OR_NODE_UPGRADES")
                .build())
        .build();
  }

  private static String instant(LocalDateTime time) {
    return time.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
