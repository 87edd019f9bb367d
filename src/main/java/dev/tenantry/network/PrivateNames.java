package dev.tenantry.network;

import com.pulumi.gcp.compute.Network;
import com.pulumi.gcp.dns.ManagedZone;
import com.pulumi.gcp.dns.ManagedZoneArgs;
import com.pulumi.gcp.dns.RecordSet;
import com.pulumi.gcp.dns.RecordSetArgs;
import com.pulumi.gcp.dns.inputs.ManagedZonePrivateVisibilityConfigArgs;
import com.pulumi.gcp.dns.inputs.ManagedZonePrivateVisibilityConfigNetworkArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.config.GoogleApis;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Private zones that answer Google's names with the virtual address of {@code googleApis}.
 *
 * <p>The network policies allow that address alone. Without the zones a pod would be answered with
 * a public address and refused.
 */
final class PrivateNames {
  /** Seconds for which an answer may be kept; Google's own examples have it. */
  private static final int TTL = 300;

  private final String name;
  private final ClusterNetworkArgs args;
  private final Network network;
  private final Resource parent;
  private final List<Resource> entries = new ArrayList<>();

  PrivateNames(String name, ClusterNetworkArgs args, Network network, Resource parent) {
    this.name = name;
    this.args = args;
    this.network = network;
    this.parent = parent;
  }

  /** Declares a zone for each domain, and returns their entries. */
  List<Resource> declare() {
    domains(args.ranges().googleApis()).forEach(this::zone);
    return List.copyOf(entries);
  }

  /** Each domain, and the name in it that has the addresses; the others point to that. */
  static Map<String, String> domains(GoogleApis access) {
    Map<String, String> domains = new TreeMap<>();
    domains.put("googleapis.com", access.label() + ".googleapis.com");
    // Images: Artifact Registry, and GKE's own ones.
    domains.put("pkg.dev", "pkg.dev");
    domains.put("gcr.io", "gcr.io");
    return domains;
  }

  private void zone(String domain, String target) {
    ManagedZone zone =
        new ManagedZone(
            Names.child(name, "zone-" + domain),
            ManagedZoneArgs.builder()
                .name(ClusterNames.zone(domain))
                .project(args.project())
                .dnsName(domain + ".")
                .description("Google's " + domain + " by its virtual address; docs/cluster.md")
                .visibility("private")
                .labels(CloudLabels.ofPlatform(args.stack()))
                .privateVisibilityConfig(
                    ManagedZonePrivateVisibilityConfigArgs.builder()
                        .networks(
                            ManagedZonePrivateVisibilityConfigNetworkArgs.builder()
                                .networkUrl(network.id())
                                .build())
                        .build())
                .build(),
            CustomResourceOptions.builder().parent(parent).build());
    entry(domain, "address", zone, target, "A", addresses(args.ranges().googleApis().range()));
    entry(domain, "others", zone, "*." + domain, "CNAME", List.of(target + "."));
  }

  private void entry(
      String domain, String role, ManagedZone zone, String host, String type, List<String> data) {
    entries.add(
        new RecordSet(
            Names.child(name, "zone-" + domain + "-" + role),
            RecordSetArgs.builder()
                .project(args.project())
                .managedZone(zone.name())
                .name(host + ".")
                .type(type)
                .ttl(TTL)
                .rrdatas(data)
                .build(),
            CustomResourceOptions.builder().parent(parent).build()));
  }

  private static List<String> addresses(Ipv4Range range) {
    return IntStream.range(0, (int) range.addresses())
        .mapToObj(index -> range.address(index).value())
        .toList();
  }
}
