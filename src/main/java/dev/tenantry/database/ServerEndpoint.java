package dev.tenantry.database;

import com.pulumi.gcp.compute.Address;
import com.pulumi.gcp.compute.AddressArgs;
import com.pulumi.gcp.compute.ForwardingRule;
import com.pulumi.gcp.compute.ForwardingRuleArgs;
import com.pulumi.gcp.dns.ManagedZone;
import com.pulumi.gcp.dns.ManagedZoneArgs;
import com.pulumi.gcp.dns.RecordSet;
import com.pulumi.gcp.dns.RecordSetArgs;
import com.pulumi.gcp.dns.inputs.ManagedZonePrivateVisibilityConfigArgs;
import com.pulumi.gcp.dns.inputs.ManagedZonePrivateVisibilityConfigNetworkArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import java.util.List;

/**
 * The instance's address in the network, by Private Service Connect, and its name there.
 *
 * <p>The address is the configuration's, so that network policies know it at the preview. The Auth
 * Proxy asks for the name, as the instance's certificate is for it.
 */
final class ServerEndpoint {
  /** Seconds that a resolver keeps the address, which changes with the instance at most. */
  private static final int TTL_SECONDS = 300;

  private final String name;
  private final CloudSqlServerArgs args;
  private final Resource parent;

  ServerEndpoint(String name, CloudSqlServerArgs args, Resource parent) {
    this.name = name;
    this.args = args;
    this.parent = parent;
  }

  /** Declares it; returns what must be there before anybody connects. */
  List<Resource> leadingTo(CloudSqlInstance instance) {
    return List.of(forwarding(instance, address()), record(instance, zone(instance)));
  }

  private Resource address() {
    return new Address(
        Names.child(name, "address"),
        AddressArgs.builder()
            .name(DataNames.serverEndpoint(args.instance()))
            .project(args.project())
            .region(args.region())
            .addressType("INTERNAL")
            .subnetwork(args.network().endpointSubnetId())
            .address(args.database().address().toString())
            .labels(CloudLabels.ofPlatform(args.stack()))
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }

  private Resource forwarding(CloudSqlInstance instance, Resource address) {
    String reserved =
        "projects/"
            + args.project()
            + "/regions/"
            + args.region()
            + "/addresses/"
            + DataNames.serverEndpoint(args.instance());
    return new ForwardingRule(
        Names.child(name, "endpoint"),
        ForwardingRuleArgs.builder()
            .name(DataNames.serverEndpoint(args.instance()))
            .project(args.project())
            .region(args.region())
            .network(args.network().networkId())
            .ipAddress(reserved)
            .target(instance.serviceAttachment())
            // Empty, not absent: absent is a load balancer with an address on the Internet.
            .loadBalancingScheme("")
            .labels(CloudLabels.ofPlatform(args.stack()))
            .build(),
        CustomResourceOptions.builder().parent(parent).dependsOn(address, instance).build());
  }

  /** For this one name, so that it hides no other of Google's. */
  private ManagedZone zone(CloudSqlInstance instance) {
    return new ManagedZone(
        Names.child(name, "zone"),
        ManagedZoneArgs.builder()
            .name(DataNames.serverEndpoint(args.instance()))
            .project(args.project())
            .dnsName(instance.dnsName())
            .description("Cloud SQL instance " + args.database().instance())
            .visibility("private")
            .privateVisibilityConfig(
                ManagedZonePrivateVisibilityConfigArgs.builder()
                    .networks(
                        ManagedZonePrivateVisibilityConfigNetworkArgs.builder()
                            .networkUrl(args.network().networkId())
                            .build())
                    .build())
            .labels(CloudLabels.ofPlatform(args.stack()))
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }

  private Resource record(CloudSqlInstance instance, ManagedZone zone) {
    return new RecordSet(
        Names.child(name, "record"),
        RecordSetArgs.builder()
            .project(args.project())
            .managedZone(DataNames.serverEndpoint(args.instance()))
            .name(instance.dnsName())
            .type("A")
            .ttl(TTL_SECONDS)
            .rrdatas(args.database().address().toString())
            .build(),
        CustomResourceOptions.builder().parent(parent).dependsOn(zone).build());
  }
}
