package dev.tenantry.tenant;

import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyEgressRuleArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPeerArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.config.AllowedRange;
import dev.tenantry.config.Datapath;
import dev.tenantry.config.DnsConfig;
import dev.tenantry.config.GoogleApis;
import dev.tenantry.config.HostName;
import dev.tenantry.kubernetes.FqdnNetworkPolicySpecArgs;
import dev.tenantry.kubernetes.NetworkRules;
import dev.tenantry.naming.PodRole;
import java.util.List;

/** What a tenant's pods may reach that is no pod of ours: names, the cloud, its own allow-list. */
final class OutsideFlows {
  private static final int DNS_PORT = 53;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int METADATA_PROXY_PORT = 988;

  /** NodeLocal DNSCache listens here on every GKE node (its documented link-local address). */
  private static final String NODE_LOCAL_DNS = "169.254.20.10/32";

  /** Cloud DNS for GKE answers at the metadata server's address; port 53 only. */
  private static final String CLOUD_DNS = "169.254.169.254/32";

  /** Where a pod believes the metadata server to be. */
  private static final String METADATA = "169.254.169.254/32";

  /** Where GKE's metadata server really listens on the node. */
  private static final String METADATA_PROXY = "169.254.169.252/32";

  private OutsideFlows() {}

  /**
   * Name resolution, at the five places where GKE may answer it.
   *
   * <p>Which of them sees a packet depends on the datapath, on NodeLocal DNSCache, on Cloud DNS and
   * on gVisor, and a cluster can change between them; never "port 53 to anywhere", which is a way
   * out for data. Code that a model wrote resolves no names: even the right resolver carries data
   * out.
   */
  static NetworkPolicySpecArgs allowDns(DnsConfig dns) {
    return NetworkRules.egress(
        NetworkRules.selector(PodRole.TRUSTED),
        List.of(
            NetworkPolicyEgressRuleArgs.builder()
                .to(
                    List.of(
                        systemPods("kube-dns"),
                        systemPods("node-local-dns"),
                        NetworkRules.addresses(NODE_LOCAL_DNS),
                        NetworkRules.addresses(CLOUD_DNS),
                        NetworkRules.addresses(dns.serviceAddress() + "/32")))
                .ports(NetworkRules.port("UDP", DNS_PORT), NetworkRules.port("TCP", DNS_PORT))
                .build()));
  }

  /**
   * The metadata server, which gives a pod its token.
   *
   * <p>Dataplane V2 judges a packet before its address is translated, the older one after. Ports
   * 8080 and 987 of the same server stay closed: nothing here needs them.
   */
  static NetworkPolicySpecArgs allowMetadata(Datapath datapath) {
    var rule =
        switch (datapath) {
          case V2 -> NetworkRules.to(NetworkRules.addresses(METADATA), List.of(HTTP_PORT));
          case V1 ->
              NetworkRules.to(NetworkRules.addresses(METADATA_PROXY), List.of(METADATA_PROXY_PORT));
        };
    return NetworkRules.egress(NetworkRules.withIdentity(PodRole.TRUSTED), List.of(rule));
  }

  /** Google APIs, at one virtual address that only a cluster's own DNS zone leads to. */
  static NetworkPolicySpecArgs egressGoogleApis(GoogleApis access) {
    return NetworkRules.egress(
        NetworkRules.withIdentity(PodRole.TRUSTED),
        List.of(
            NetworkRules.to(
                NetworkRules.addresses(access.range().toString()), List.of(HTTPS_PORT))));
  }

  /** The tenant's own list of endpoints without a name. */
  static NetworkPolicySpecArgs egressRanges(List<AllowedRange> ranges) {
    return NetworkRules.egress(
        NetworkRules.selector(PodRole.WORKING),
        ranges.stream()
            .sorted()
            .map(
                range ->
                    NetworkRules.to(
                        NetworkRules.addresses(range.cidr().toString()), List.of(range.port())))
            .toList());
  }

  /** The tenant's own list of hosts. */
  static FqdnNetworkPolicySpecArgs egressHosts(List<HostName> hosts) {
    return new FqdnNetworkPolicySpecArgs(
        NetworkRules.selector(PodRole.WORKING),
        hosts.stream().sorted().map(HostName::value).toList(),
        NetworkRules.tcp(List.of(HTTPS_PORT)));
  }

  private static NetworkPolicyPeerArgs systemPods(String app) {
    return NetworkRules.podsIn("kube-system", NetworkRules.matching("k8s-app", app));
  }
}
