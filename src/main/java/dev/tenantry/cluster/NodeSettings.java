package dev.tenantry.cluster;

import com.pulumi.gcp.container.NodePoolArgs;
import com.pulumi.gcp.container.inputs.NodePoolAutoscalingArgs;
import com.pulumi.gcp.container.inputs.NodePoolManagementArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigGcfsConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigGuestAcceleratorArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigGuestAcceleratorGpuDriverInstallationConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigGvnicArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigKubeletConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigReservationAffinityArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigSandboxConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigShieldedInstanceConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigTaintArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigWorkloadMetadataConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolUpgradeSettingsArgs;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.config.AcceleratorConfig;
import dev.tenantry.config.Capacity;
import dev.tenantry.config.CapacityKind;
import dev.tenantry.config.MachineType;
import dev.tenantry.config.NodePool;
import dev.tenantry.config.NodePoolConfig;
import dev.tenantry.config.NodeSum;
import dev.tenantry.config.PoolName;
import dev.tenantry.config.Tier;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What GKE is told about the nodes of a pool. */
final class NodeSettings {
  static final String IMAGE = "COS_CONTAINERD";
  static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  private static final String NO_SCHEDULE = "NO_SCHEDULE";

  /** What GKE itself writes as the value of the GPU taint. */
  private static final String PRESENT = "present";

  /** Processes of one pod: no fork bomb takes a node's; Google's range starts at 1024. */
  private static final int PIDS_MAX = 4096;

  private final DeclaredClusterArgs args;

  NodeSettings(DeclaredClusterArgs args) {
    this.args = args;
  }

  /** Nodes without accelerators, the same number in each zone. */
  NodePoolArgs of(NodePool pool, NodePoolConfig config) {
    var node =
        node(config.machineType(), config.diskGb())
            .spot(config.capacity() == Capacity.SPOT)
            .labels(Map.of(Labels.NODE_POOL, pool.tier().map(Tier::label).orElse(pool.label())))
            .taints(pool.tier().stream().map(NodeSettings::tierTaint).toList());
    if (pool.isSandboxed()) {
      // GKE adds label and taint of its own, which the RuntimeClass of the sandbox passes.
      node.sandboxConfig(
          NodePoolNodeConfigSandboxConfigArgs.builder().sandboxType("gvisor").build());
    }
    return pool(ClusterNames.pool(pool), node)
        .initialNodeCount(config.nodes().min())
        .autoscaling(
            NodePoolAutoscalingArgs.builder()
                .minNodeCount(config.nodes().min())
                .maxNodeCount(config.nodes().max())
                .locationPolicy("BALANCED")
                .build())
        .upgradeSettings(upgrade(NodeSum.SURGE, 0))
        .build();
  }

  /** Nodes with accelerators, in whichever zone has some. */
  NodePoolArgs of(PoolName name, AcceleratorConfig config, CapacityKind rung) {
    var node =
        node(config.machineType(), config.diskGb())
            .spot(rung == CapacityKind.SPOT)
            .labels(Map.of(ClusterNames.COMPUTE_CLASS, ClusterNames.computeClass(name)))
            .taints(
                taint(ClusterNames.GPU_TAINT, PRESENT),
                taint(ClusterNames.COMPUTE_CLASS, ClusterNames.computeClass(name)))
            .guestAccelerators(gpu(config))
            .gcfsConfig(NodePoolNodeConfigGcfsConfigArgs.builder().enabled(true).build())
            .gvnic(NodePoolNodeConfigGvnicArgs.builder().enabled(true).build());
    if (rung == CapacityKind.RESERVATION) {
      node.reservationAffinity(
          NodePoolNodeConfigReservationAffinityArgs.builder()
              .consumeReservationType("SPECIFIC_RESERVATION")
              .key("compute.googleapis.com/reservation-name")
              .values(config.reservation().orElseThrow().value())
              .build());
    }
    return pool(ClusterNames.pool(name), node)
        .initialNodeCount(0)
        .autoscaling(
            NodePoolAutoscalingArgs.builder()
                .totalMinNodeCount(config.nodes().min())
                .totalMaxNodeCount(config.nodes().max())
                .locationPolicy("ANY")
                .build())
        // Nobody has a spare GPU for the time of an upgrade.
        .upgradeSettings(upgrade(0, 1))
        .build();
  }

  private NodePoolArgs.Builder pool(String name, NodePoolNodeConfigArgs.Builder node) {
    return NodePoolArgs.builder()
        .name(name)
        .project(args.project())
        .location(args.region())
        .cluster(args.name().name())
        .nodeLocations(args.zones())
        .maxPodsPerNode(args.gke().podsPerNode())
        .management(NodePoolManagementArgs.builder().autoRepair(true).autoUpgrade(true).build())
        .nodeConfig(node.build());
  }

  private NodePoolNodeConfigArgs.Builder node(MachineType machineType, int diskGb) {
    return NodePoolNodeConfigArgs.builder()
        .machineType(machineType.value())
        .imageType(IMAGE)
        .diskType("pd-balanced")
        .diskSizeGb(diskGb)
        .bootDiskKmsKey(args.gke().key().value())
        .serviceAccount(ClusterNames.nodeAccount(args.cloud()))
        // What nodes may do is the account's roles; scopes are the older way to say it.
        .oauthScopes(SCOPE)
        .metadata(Map.of("disable-legacy-endpoints", "true"))
        .resourceLabels(CloudLabels.ofPlatform(args.stack()))
        .kubeletConfig(
            NodePoolNodeConfigKubeletConfigArgs.builder()
                .cpuManagerPolicy("none")
                .podPidsLimit(PIDS_MAX)
                .build())
        .shieldedInstanceConfig(
            NodePoolNodeConfigShieldedInstanceConfigArgs.builder()
                .enableSecureBoot(true)
                .enableIntegrityMonitoring(true)
                .build())
        .workloadMetadataConfig(
            NodePoolNodeConfigWorkloadMetadataConfigArgs.builder().mode("GKE_METADATA").build());
  }

  private static NodePoolUpgradeSettingsArgs upgrade(int more, int fewer) {
    return NodePoolUpgradeSettingsArgs.builder()
        .strategy("SURGE")
        .maxSurge(more)
        .maxUnavailable(fewer)
        .build();
  }

  private static List<NodePoolNodeConfigGuestAcceleratorArgs> gpu(AcceleratorConfig config) {
    return List.of(
        NodePoolNodeConfigGuestAcceleratorArgs.builder()
            .type(config.type().value())
            .count(config.count())
            .gpuDriverInstallationConfig(
                NodePoolNodeConfigGuestAcceleratorGpuDriverInstallationConfigArgs.builder()
                    .gpuDriverVersion(config.driver().label().toUpperCase(Locale.ROOT))
                    .build())
            .build());
  }

  private static NodePoolNodeConfigTaintArgs tierTaint(Tier tier) {
    return taint(Labels.NODE_POOL, tier.label());
  }

  private static NodePoolNodeConfigTaintArgs taint(String key, String value) {
    return NodePoolNodeConfigTaintArgs.builder().key(key).value(value).effect(NO_SCHEDULE).build();
  }
}
