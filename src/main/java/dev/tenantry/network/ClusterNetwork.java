package dev.tenantry.network;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.Network;
import com.pulumi.gcp.compute.NetworkArgs;
import com.pulumi.gcp.compute.Router;
import com.pulumi.gcp.compute.RouterArgs;
import com.pulumi.gcp.compute.RouterNat;
import com.pulumi.gcp.compute.RouterNatArgs;
import com.pulumi.gcp.compute.Subnetwork;
import com.pulumi.gcp.compute.SubnetworkArgs;
import com.pulumi.gcp.compute.inputs.RouterNatLogConfigArgs;
import com.pulumi.gcp.compute.inputs.RouterNatSubnetworkArgs;
import com.pulumi.gcp.compute.inputs.SubnetworkLogConfigArgs;
import com.pulumi.gcp.compute.inputs.SubnetworkSecondaryIpRangeArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.config.NetworkConfig;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The network of the cluster: nodes without public addresses, one way out, Google's APIs by private
 * addresses, a small subnet for Private Service Connect endpoints.
 */
public final class ClusterNetwork extends ComponentResource {
  /**
   * Half of the connections: enough to see who talks to whom, at half of the price (the default of
   * Google for new subnets).
   */
  private static final double FLOW_SAMPLING = 0.5;

  /** Ports that each node has for connections to one address outside; Google's own minimum. */
  private static final int NAT_PORTS_MIN = 64;

  /** And that it may get when it needs them: a node has up to 256 pods. */
  private static final int NAT_PORTS_MAX = 8192;

  private final String name;
  private final ClusterNetworkArgs args;
  private final Network network;
  private final Subnetwork nodes;
  private final Subnetwork endpoints;
  private final List<Resource> ready = new ArrayList<>();

  /**
   * Declares the network.
   *
   * @param name logical name
   * @param options must carry the cloud's provider
   */
  public ClusterNetwork(String name, ClusterNetworkArgs args, ComponentResourceOptions options) {
    super(TypeTokens.NETWORK, name, options);
    this.name = name;
    this.args = args;
    this.network = network();
    this.nodes = nodes();
    this.endpoints = endpoints();
    wayOut();
    ready.addAll(new PrivateNames(name, args, network, this).declare());
    ready.addAll(new TrafficRules(name, args, network, this).declare());
    registerOutputs(Map.of());
  }

  /** The network's id, {@code projects/<project>/global/networks/<name>}. */
  public Output<String> networkId() {
    return network.id();
  }

  /** The network's address in Google's API. */
  public Output<String> networkSelfLink() {
    return network.selfLink();
  }

  /** The id of the nodes' subnet. */
  public Output<String> nodeSubnetId() {
    return nodes.id();
  }

  /** The id of the subnet for Private Service Connect endpoints. */
  public Output<String> endpointSubnetId() {
    return endpoints.id();
  }

  /** What nodes need before they can start: names, a way out, and leave to take it. */
  public List<Resource> ready() {
    return List.copyOf(ready);
  }

  private Network network() {
    return new Network(
        Names.child(name, "vpc"),
        NetworkArgs.builder()
            .name(ClusterNames.VPC)
            .project(args.project())
            .autoCreateSubnetworks(false)
            .routingMode("REGIONAL")
            .build(),
        options());
  }

  private Subnetwork nodes() {
    NetworkConfig ranges = args.ranges();
    return new Subnetwork(
        Names.child(name, "nodes"),
        subnet(ClusterNames.NODE_SUBNET, ranges.nodeRange())
            .secondaryIpRanges(
                secondary(ClusterNames.POD_RANGE, ranges.podRange()),
                secondary(ClusterNames.SERVICE_RANGE, ranges.serviceRange()))
            .build(),
        options());
  }

  private Subnetwork endpoints() {
    return new Subnetwork(
        Names.child(name, "endpoints"),
        subnet(ClusterNames.ENDPOINT_SUBNET, args.endpointRange()).build(),
        options());
  }

  private SubnetworkArgs.Builder subnet(String subnet, Ipv4Range range) {
    return SubnetworkArgs.builder()
        .name(subnet)
        .project(args.project())
        .region(args.region())
        .network(network.id())
        .ipCidrRange(range.value())
        .privateIpGoogleAccess(true)
        .stackType("IPV4_ONLY")
        .logConfig(
            SubnetworkLogConfigArgs.builder()
                .aggregationInterval("INTERVAL_5_SEC")
                .flowSampling(FLOW_SAMPLING)
                .metadata("INCLUDE_ALL_METADATA")
                .build());
  }

  private static SubnetworkSecondaryIpRangeArgs secondary(String range, Ipv4Range addresses) {
    return SubnetworkSecondaryIpRangeArgs.builder()
        .rangeName(range)
        .ipCidrRange(addresses.value())
        .build();
  }

  private void wayOut() {
    Router router =
        new Router(
            Names.child(name, "router"),
            RouterArgs.builder()
                .name(ClusterNames.VPC)
                .project(args.project())
                .region(args.region())
                .network(network.id())
                .build(),
            options());
    ready.add(
        new RouterNat(
            Names.child(name, "nat"),
            RouterNatArgs.builder()
                .name(ClusterNames.VPC)
                .project(args.project())
                .region(args.region())
                .router(router.name())
                .natIpAllocateOption("AUTO_ONLY")
                .sourceSubnetworkIpRangesToNat("LIST_OF_SUBNETWORKS")
                // The subnet of endpoints has nobody who would want to leave it.
                .subnetworks(
                    RouterNatSubnetworkArgs.builder()
                        .name(nodes.id())
                        .sourceIpRangesToNats("ALL_IP_RANGES")
                        .build())
                .enableDynamicPortAllocation(true)
                .minPortsPerVm(NAT_PORTS_MIN)
                .maxPortsPerVm(NAT_PORTS_MAX)
                // Google allows no mapping that is independent of the endpoint with dynamic ports.
                .enableEndpointIndependentMapping(false)
                .logConfig(RouterNatLogConfigArgs.builder().enable(true).filter("ALL").build())
                .build(),
            options()));
  }

  private CustomResourceOptions options() {
    return CustomResourceOptions.builder().parent(this).build();
  }
}
