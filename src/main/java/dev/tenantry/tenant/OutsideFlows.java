package dev.tenantry.tenant;

import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.config.AllowedRange;
import dev.tenantry.config.Datapath;
import dev.tenantry.config.DnsConfig;
import dev.tenantry.config.GoogleApis;
import dev.tenantry.config.HostName;
import dev.tenantry.kubernetes.FqdnNetworkPolicySpecArgs;
import dev.tenantry.kubernetes.NetworkRules;
import dev.tenantry.kubernetes.OutsideRules;
import dev.tenantry.naming.PodRole;
import java.util.List;

/** What a tenant's pods may reach that is no pod of ours: names, the cloud, its own allow-list. */
final class OutsideFlows {
  private OutsideFlows() {}

  /**
   * Name resolution. Code that a model wrote resolves no names: even the right resolver carries
   * data out.
   */
  static NetworkPolicySpecArgs allowDns(DnsConfig dns) {
    return NetworkRules.egress(
        NetworkRules.selector(PodRole.TRUSTED), List.of(OutsideRules.dns(dns)));
  }

  /** The metadata server, which gives a pod its token. */
  static NetworkPolicySpecArgs allowMetadata(Datapath datapath) {
    return NetworkRules.egress(
        NetworkRules.withIdentity(PodRole.TRUSTED), List.of(OutsideRules.metadata(datapath)));
  }

  /** Google APIs, at one virtual address that only a cluster's own DNS zone leads to. */
  static NetworkPolicySpecArgs egressGoogleApis(GoogleApis access) {
    return NetworkRules.egress(
        NetworkRules.withIdentity(PodRole.TRUSTED), List.of(OutsideRules.googleApis(access)));
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
        NetworkRules.tcp(List.of(OutsideRules.HTTPS_PORT)));
  }
}
