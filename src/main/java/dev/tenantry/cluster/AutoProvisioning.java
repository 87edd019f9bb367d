package dev.tenantry.cluster;

import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingAutoProvisioningDefaultsArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingAutoProvisioningDefaultsManagementArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingAutoProvisioningDefaultsShieldedInstanceConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingResourceLimitArgs;
import com.pulumi.gcp.container.inputs.ClusterNodeConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterNodeConfigShieldedInstanceConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterNodeConfigWorkloadMetadataConfigArgs;
import dev.tenantry.config.ProvisionedConfig;
import dev.tenantry.naming.ClusterNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Nodes that nobody declared: what they are like, and how many there may be. */
final class AutoProvisioning {
  private final DeclaredClusterArgs args;

  AutoProvisioning(DeclaredClusterArgs args) {
    this.args = args;
  }

  /**
   * Pools that the cluster makes itself for a ComputeClass; empty without accelerators.
   *
   * <p>The limits count all nodes, declared ones too, and those of GPUs are what the accelerators'
   * {@code nodes.max} allow.
   */
  Optional<ClusterClusterAutoscalingArgs> pools() {
    return args.gke()
        .provisioned()
        .map(
            bound ->
                ClusterClusterAutoscalingArgs.builder()
                    .enabled(true)
                    .resourceLimits(limits(bound))
                    .autoProvisioningDefaults(defaults())
                    .build());
  }

  /** The pool that GKE makes with the cluster, and that the provider removes at once. */
  ClusterNodeConfigArgs firstNodes() {
    return ClusterNodeConfigArgs.builder()
        .serviceAccount(ClusterNames.nodeAccount(args.cloud()))
        .oauthScopes(NodeSettings.SCOPE)
        .imageType(NodeSettings.IMAGE)
        .bootDiskKmsKey(args.gke().key().value())
        .shieldedInstanceConfig(
            ClusterNodeConfigShieldedInstanceConfigArgs.builder()
                .enableSecureBoot(true)
                .enableIntegrityMonitoring(true)
                .build())
        .workloadMetadataConfig(
            ClusterNodeConfigWorkloadMetadataConfigArgs.builder().mode("GKE_METADATA").build())
        .build();
  }

  private List<ClusterClusterAutoscalingResourceLimitArgs> limits(ProvisionedConfig bound) {
    Map<String, Integer> gpus = new TreeMap<>();
    args.gke()
        .accelerators()
        .values()
        .forEach(
            one -> gpus.merge(one.type().value(), one.nodes().max() * one.count(), Integer::sum));
    List<ClusterClusterAutoscalingResourceLimitArgs> limits = new ArrayList<>();
    limits.add(limit("cpu", bound.cpu()));
    limits.add(limit("memory", bound.memoryGb()));
    gpus.forEach((type, most) -> limits.add(limit(type, most)));
    return limits;
  }

  private static ClusterClusterAutoscalingResourceLimitArgs limit(String what, int most) {
    return ClusterClusterAutoscalingResourceLimitArgs.builder()
        .resourceType(what)
        .minimum(0)
        .maximum(most)
        .build();
  }

  private ClusterClusterAutoscalingAutoProvisioningDefaultsArgs defaults() {
    return ClusterClusterAutoscalingAutoProvisioningDefaultsArgs.builder()
        .serviceAccount(ClusterNames.nodeAccount(args.cloud()))
        .oauthScopes(NodeSettings.SCOPE)
        .imageType(NodeSettings.IMAGE)
        .diskType("pd-balanced")
        .bootDiskKmsKey(args.gke().key().value())
        .shieldedInstanceConfig(
            ClusterClusterAutoscalingAutoProvisioningDefaultsShieldedInstanceConfigArgs.builder()
                .enableSecureBoot(true)
                .enableIntegrityMonitoring(true)
                .build())
        .management(
            ClusterClusterAutoscalingAutoProvisioningDefaultsManagementArgs.builder()
                .autoRepair(true)
                .autoUpgrade(true)
                .build())
        .build();
  }
}
