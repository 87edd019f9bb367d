package dev.tenantry.network;

import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.ClusterName;
import dev.tenantry.config.GkeConfig;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.config.NetworkConfig;

/**
 * What the network of a declared cluster needs.
 *
 * @param stack the stack that owns it
 * @param cluster the cluster in it
 * @param cloud the cluster's project
 * @param ranges the cluster's addresses
 * @param gke the declared cluster
 */
public record ClusterNetworkArgs(
    String stack, ClusterName cluster, CloudConfig cloud, NetworkConfig ranges, GkeConfig gke) {
  String project() {
    return cloud.project().value();
  }

  String region() {
    return cluster.region().value();
  }

  Ipv4Range endpointRange() {
    return gke.endpointRange();
  }
}
