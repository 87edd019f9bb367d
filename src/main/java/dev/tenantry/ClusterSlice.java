package dev.tenantry;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ProviderResource;
import dev.tenantry.cluster.ComputeClasses;
import dev.tenantry.cluster.DeclaredCluster;
import dev.tenantry.cluster.DeclaredClusterArgs;
import dev.tenantry.config.ClusterName;
import dev.tenantry.config.GkeConfig;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.StackConfig;
import dev.tenantry.kubernetes.ClusterProvider;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Names;
import dev.tenantry.network.ClusterNetwork;
import dev.tenantry.network.ClusterNetworkArgs;
import java.util.Optional;

/**
 * The cluster that a stack declares, with its network; only where the platform's file has {@code
 * gke}.
 *
 * @param gke the section of the platform's file
 * @param network where the cluster lies, and where endpoints of other services may lie
 * @param cluster the cluster
 */
record ClusterSlice(GkeConfig gke, ClusterNetwork network, DeclaredCluster cluster) {
  /** Declares both; empty if the cluster exists already. */
  static Optional<ClusterSlice> of(StackConfig stack, Optional<ProviderResource> cloud) {
    return stack.platform().gke().map(gke -> declare(stack, gke, cloud.orElseThrow()));
  }

  private static ClusterSlice declare(StackConfig stack, GkeConfig gke, ProviderResource cloud) {
    PlatformConfig platform = stack.platform();
    ClusterName name = ClusterName.of(platform.cluster().context()).orElseThrow();
    var options = ComponentResourceOptions.builder().provider(cloud).build();
    var network =
        new ClusterNetwork(
            ClusterNames.NETWORK,
            new ClusterNetworkArgs(
                stack.stack(), name, platform.cloud(), platform.cluster().network(), gke),
            options);
    var args =
        new DeclaredClusterArgs(
            stack.stack(),
            name,
            platform,
            gke,
            network.networkId(),
            network.nodeSubnetId(),
            network.ready());
    return new ClusterSlice(gke, network, new DeclaredCluster(ClusterNames.CLUSTER, args, options));
  }

  /** The provider of the objects in it. */
  ProviderResource provider(String name, String context) {
    return new ClusterProvider(name, context, cluster.kubeconfig(), cluster.ready());
  }

  /** Declares the ways to accelerators, which are objects in the cluster. */
  void computeClasses(StackConfig stack, ProviderResource provider) {
    if (!gke.accelerators().isEmpty()) {
      new ComputeClasses(
          Names.child(ClusterNames.CLUSTER, "classes"),
          stack.stack(),
          gke,
          stack.platform().cloud(),
          ComponentResourceOptions.builder().provider(provider).build());
    }
  }
}
