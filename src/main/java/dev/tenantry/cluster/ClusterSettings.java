package dev.tenantry.cluster;

import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterIpAllocationPolicyArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthorizedNetworksConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthorizedNetworksConfigCidrBlockArgs;
import com.pulumi.gcp.container.inputs.ClusterNetworkPolicyArgs;
import com.pulumi.gcp.container.inputs.ClusterPrivateClusterConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterReleaseChannelArgs;
import com.pulumi.gcp.container.inputs.ClusterServiceExternalIpsConfigArgs;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.config.Datapath;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.naming.ClusterNames;
import java.util.Locale;
import java.util.Map;

/** What the control plane is told: where it is, which network it has, and what it runs. */
final class ClusterSettings {
  /** Both endpoints of the control plane: by name for whom IAM lets in, by address for nodes. */
  static final Map<String, Object> ENDPOINTS =
      Map.of(
          "dnsEndpointConfig", Map.of("allowExternalTraffic", true),
          "ipEndpointsConfig", Map.of("enabled", true));

  /** The kubelet's port 10255 tells whoever asks about all pods of its node. */
  static final Map<String, Object> NODE_DEFAULTS =
      Map.of("nodeConfigDefaults", Map.of("insecureKubeletReadonlyPortEnabled", "FALSE"));

  private final DeclaredClusterArgs args;

  ClusterSettings(DeclaredClusterArgs args) {
    this.args = args;
  }

  /** All settings that the SDK knows. */
  ClusterArgs known() {
    ClusterArgs.Builder cluster = ClusterArgs.builder();
    place(cluster);
    network(cluster);
    access(cluster);
    new ClusterSecurity(args).on(cluster);
    new ClusterOperations(args).on(cluster);
    AutoProvisioning provisioning = new AutoProvisioning(args);
    provisioning.pools().ifPresent(cluster::clusterAutoscaling);
    cluster.removeDefaultNodePool(true).initialNodeCount(1).nodeConfig(provisioning.firstNodes());
    return cluster.build();
  }

  private void place(ClusterArgs.Builder cluster) {
    cluster
        .name(args.name().name())
        .project(args.project())
        .location(args.region())
        .nodeLocations(args.zones())
        .deletionProtection(args.isKept())
        .releaseChannel(
            ClusterReleaseChannelArgs.builder()
                .channel(args.gke().releaseChannel().label().toUpperCase(Locale.ROOT))
                .build())
        .minMasterVersion(args.platform().cluster().kubernetesVersion().value().substring(1))
        .resourceLabels(CloudLabels.ofPlatform(args.stack()));
  }

  private void network(ClusterArgs.Builder cluster) {
    boolean v2 = args.ranges().datapath() == Datapath.V2;
    cluster
        .network(args.network())
        .subnetwork(args.subnet())
        .networkingMode("VPC_NATIVE")
        .ipAllocationPolicy(
            ClusterIpAllocationPolicyArgs.builder()
                .clusterSecondaryRangeName(ClusterNames.POD_RANGE)
                .servicesSecondaryRangeName(ClusterNames.SERVICE_RANGE)
                .stackType("IPV4")
                .build())
        .defaultMaxPodsPerNode(args.gke().podsPerNode())
        .datapathProvider(v2 ? "ADVANCED_DATAPATH" : "LEGACY_DATAPATH")
        .enableFqdnNetworkPolicy(v2)
        .enableIntranodeVisibility(true)
        .enableL4IlbSubsetting(true)
        .serviceExternalIpsConfig(
            ClusterServiceExternalIpsConfigArgs.builder().enabled(false).build());
    if (!v2) {
      cluster.networkPolicy(
          ClusterNetworkPolicyArgs.builder().enabled(true).provider("CALICO").build());
    }
  }

  private void access(ClusterArgs.Builder cluster) {
    Ipv4Range controlPlane = args.ranges().controlPlaneRange().orElseThrow();
    cluster
        .privateClusterConfig(
            ClusterPrivateClusterConfigArgs.builder()
                .enablePrivateNodes(true)
                .enablePrivateEndpoint(true)
                .masterIpv4CidrBlock(controlPlane.value())
                .build())
        .masterAuthorizedNetworksConfig(
            ClusterMasterAuthorizedNetworksConfigArgs.builder()
                .gcpPublicCidrsAccessEnabled(false)
                .cidrBlocks(
                    args.gke().authorizedRanges().stream()
                        .map(
                            range ->
                                ClusterMasterAuthorizedNetworksConfigCidrBlockArgs.builder()
                                    .cidrBlock(range.value())
                                    .build())
                        .toList())
                .build());
  }
}
