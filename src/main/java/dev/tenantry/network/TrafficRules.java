package dev.tenantry.network;

import com.pulumi.gcp.compute.Firewall;
import com.pulumi.gcp.compute.FirewallArgs;
import com.pulumi.gcp.compute.Network;
import com.pulumi.gcp.compute.inputs.FirewallAllowArgs;
import com.pulumi.gcp.compute.inputs.FirewallDenyArgs;
import com.pulumi.gcp.compute.inputs.FirewallLogConfigArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Firewall rules of the network.
 *
 * <p>Which host a pod may reach is for the network policies, which know pods and names. These rules
 * hold where a policy is lost or a node is taken over: in, only what the control plane must reach;
 * out, TCP only, so that neither DNS to a foreign server nor QUIC carries anything away. They hold
 * for every machine of the network, not for those with a tag, which can be taken off.
 */
final class TrafficRules {
  /**
   * Before Google's implied rules at 65535, and after whatever GKE adds for the cluster at 1000.
   */
  private static final int LAST = 65534;

  private static final int ALLOW = 1000;

  /** Where the platform's admission webhooks listen: KEDA and Envoy Gateway, External Secrets. */
  private static final List<String> WEBHOOK_PORTS = List.of("8443", "9443", "10250");

  private static final String ALL = "0.0.0.0/0";

  private final String name;
  private final ClusterNetworkArgs args;
  private final Network network;
  private final Resource parent;
  private final List<Resource> rules = new ArrayList<>();

  TrafficRules(String name, ClusterNetworkArgs args, Network network, Resource parent) {
    this.name = name;
    this.args = args;
    this.network = network;
    this.parent = parent;
  }

  /** Declares all rules, and returns them. */
  List<Resource> declare() {
    args.ranges().controlPlaneRange().ifPresent(this::webhooks);
    declare("deny-in", denied(in(LAST).sourceRanges(ALL)));
    declare("inside", out(ALLOW).destinationRanges(own()).allows(allow("all")));
    declare("outside", out(ALLOW + 1).destinationRanges(ALL).allows(allow("tcp")));
    declare("deny-out", denied(out(LAST).destinationRanges(ALL)));
    return List.copyOf(rules);
  }

  private void webhooks(Ipv4Range controlPlane) {
    declare(
        "webhooks",
        in(ALLOW)
            .sourceRanges(controlPlane.value())
            .allows(FirewallAllowArgs.builder().protocol("tcp").ports(WEBHOOK_PORTS).build()));
  }

  /** Nodes, pods, Services, control plane and endpoints; and Google's APIs by their address. */
  private List<String> own() {
    List<Ipv4Range> ranges = new ArrayList<>(args.ranges().ranges().values());
    ranges.add(args.endpointRange());
    ranges.add(args.ranges().googleApis().range());
    return ranges.stream().sorted().map(Ipv4Range::value).toList();
  }

  private FirewallArgs.Builder in(int priority) {
    return rule(priority).direction("INGRESS");
  }

  private FirewallArgs.Builder out(int priority) {
    return rule(priority).direction("EGRESS");
  }

  private FirewallArgs.Builder rule(int priority) {
    return FirewallArgs.builder().project(args.project()).network(network.id()).priority(priority);
  }

  private static FirewallAllowArgs allow(String protocol) {
    return FirewallAllowArgs.builder().protocol(protocol).build();
  }

  private static FirewallArgs.Builder denied(FirewallArgs.Builder rule) {
    return rule.denies(FirewallDenyArgs.builder().protocol("all").build())
        .logConfig(FirewallLogConfigArgs.builder().metadata("INCLUDE_ALL_METADATA").build());
  }

  private void declare(String what, FirewallArgs.Builder rule) {
    rules.add(
        new Firewall(
            Names.child(name, what),
            rule.name(ClusterNames.trafficRule(what)).build(),
            CustomResourceOptions.builder().parent(parent).build()));
  }
}
