package dev.tenantry.cluster;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.ClusterName;
import dev.tenantry.config.DeletionPolicy;
import dev.tenantry.config.GkeConfig;
import dev.tenantry.config.NetworkConfig;
import dev.tenantry.config.PlatformConfig;
import java.util.List;

/**
 * What a declared cluster needs.
 *
 * @param stack the stack that owns it
 * @param name which cluster
 * @param platform the stack's platform
 * @param gke the platform's section on it
 * @param network the VPC network's id
 * @param subnet the id of the nodes' subnet
 * @param networkReady what nodes need before they can start
 */
public record DeclaredClusterArgs(
    String stack,
    ClusterName name,
    PlatformConfig platform,
    GkeConfig gke,
    Output<String> network,
    Output<String> subnet,
    List<Resource> networkReady) {
  /** Copies the list. */
  public DeclaredClusterArgs {
    networkReady = List.copyOf(networkReady);
  }

  CloudConfig cloud() {
    return platform.cloud();
  }

  NetworkConfig ranges() {
    return platform.cluster().network();
  }

  String project() {
    return cloud().project().value();
  }

  String region() {
    return name.region().value();
  }

  List<String> zones() {
    return gke.zones().stream().map(Object::toString).toList();
  }

  /** A platform that keeps tenants' data keeps the cluster that it lies in, too. */
  boolean isKept() {
    return platform.data().deletionPolicy() == DeletionPolicy.RETAIN;
  }
}
