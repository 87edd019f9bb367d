package dev.tenantry.kubernetes;

import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyEgressRuleArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPeerArgs;
import dev.tenantry.config.Datapath;
import dev.tenantry.config.DnsConfig;
import dev.tenantry.config.GoogleApis;
import java.util.List;

/** Egress to what GKE itself offers to pods: name resolution, tokens, Google APIs. */
public final class OutsideRules {
  /** The TCP port of everything that speaks TLS. */
  public static final int HTTPS_PORT = 443;

  private static final int DNS_PORT = 53;
  private static final int HTTP_PORT = 80;
  private static final int METADATA_PROXY_PORT = 988;

  /** NodeLocal DNSCache listens here on every GKE node (its documented link-local address). */
  private static final String NODE_LOCAL_DNS = "169.254.20.10/32";

  /** Cloud DNS for GKE answers at the metadata server's address; port 53 only. */
  private static final String CLOUD_DNS = "169.254.169.254/32";

  /** Where a pod believes the metadata server to be. */
  private static final String METADATA = "169.254.169.254/32";

  /** Where GKE's metadata server really listens on the node. */
  private static final String METADATA_PROXY = "169.254.169.252/32";

  private OutsideRules() {}

  /**
   * Name resolution, at the five places where GKE may answer it.
   *
   * <p>Which of them sees a packet depends on the datapath, on NodeLocal DNSCache, on Cloud DNS and
   * on gVisor, and a cluster can change between them; never "port 53 to anywhere", which is a way
   * out for data.
   */
  public static NetworkPolicyEgressRuleArgs dns(DnsConfig dns) {
    return NetworkPolicyEgressRuleArgs.builder()
        .to(
            List.of(
                systemPods("kube-dns"),
                systemPods("node-local-dns"),
                NetworkRules.addresses(NODE_LOCAL_DNS),
                NetworkRules.addresses(CLOUD_DNS),
                NetworkRules.addresses(dns.serviceAddress() + "/32")))
        .ports(NetworkRules.port("UDP", DNS_PORT), NetworkRules.port("TCP", DNS_PORT))
        .build();
  }

  /**
   * The metadata server, which gives a pod its token.
   *
   * <p>Dataplane V2 judges a packet before its address is translated, the older one after. Ports
   * 8080 and 987 of the same server stay closed: nothing here needs them.
   */
  public static NetworkPolicyEgressRuleArgs metadata(Datapath datapath) {
    return switch (datapath) {
      case V2 -> NetworkRules.to(NetworkRules.addresses(METADATA), List.of(HTTP_PORT));
      case V1 ->
          NetworkRules.to(NetworkRules.addresses(METADATA_PROXY), List.of(METADATA_PROXY_PORT));
    };
  }

  /** Google APIs, at one virtual address that only a cluster's own DNS zone leads to. */
  public static NetworkPolicyEgressRuleArgs googleApis(GoogleApis access) {
    return NetworkRules.to(NetworkRules.addresses(access.range().toString()), List.of(HTTPS_PORT));
  }

  private static NetworkPolicyPeerArgs systemPods(String app) {
    return NetworkRules.podsIn("kube-system", NetworkRules.matching("k8s-app", app));
  }
}
