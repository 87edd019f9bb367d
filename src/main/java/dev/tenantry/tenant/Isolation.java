package dev.tenantry.tenant;

import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.networking.v1.inputs.IPBlockArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyEgressRuleArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPeerArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPortArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.config.DnsConfig;
import dev.tenantry.naming.Labels;
import java.util.List;
import java.util.Map;

/** Whom a tenant's pods may talk to: contents of its network policies. */
final class Isolation {
  private static final int DNS_PORT = 53;

  /** NodeLocal DNSCache listens here on every GKE node (its documented link-local address). */
  private static final String NODE_LOCAL_DNS = "169.254.20.10/32";

  /** Cloud DNS for GKE answers at the metadata server's address; port 53 only. */
  private static final String CLOUD_DNS = "169.254.169.254/32";

  private Isolation() {}

  /** Selects every pod, names both directions and allows nothing. */
  static NetworkPolicySpecArgs defaultDeny() {
    return NetworkPolicySpecArgs.builder()
        .podSelector(LabelSelectorArgs.Empty)
        .policyTypes("Ingress", "Egress")
        .build();
  }

  /**
   * Name resolution for every pod, to the five places where GKE may answer it.
   *
   * <p>Which of them sees a packet depends on the datapath, on NodeLocal DNSCache, on Cloud DNS and
   * on gVisor, and a cluster can change between them; never "port 53 to anywhere", which is a way
   * out for data.
   */
  static NetworkPolicySpecArgs allowDns(DnsConfig dns) {
    return NetworkPolicySpecArgs.builder()
        .podSelector(LabelSelectorArgs.Empty)
        .policyTypes("Egress")
        .egress(
            NetworkPolicyEgressRuleArgs.builder()
                .to(
                    List.of(
                        systemPods("kube-dns"),
                        systemPods("node-local-dns"),
                        address(NODE_LOCAL_DNS),
                        address(CLOUD_DNS),
                        address(dns.serviceAddress() + "/32")))
                .ports(port("UDP", DNS_PORT), port("TCP", DNS_PORT))
                .build())
        .build();
  }

  private static NetworkPolicyPeerArgs systemPods(String app) {
    return NetworkPolicyPeerArgs.builder()
        .namespaceSelector(matching(Labels.NAMESPACE_NAME, "kube-system"))
        .podSelector(matching("k8s-app", app))
        .build();
  }

  private static NetworkPolicyPeerArgs address(String cidr) {
    return NetworkPolicyPeerArgs.builder()
        .ipBlock(IPBlockArgs.builder().cidr(cidr).build())
        .build();
  }

  private static LabelSelectorArgs matching(String key, String value) {
    return LabelSelectorArgs.builder().matchLabels(Map.of(key, value)).build();
  }

  private static NetworkPolicyPortArgs port(String protocol, int port) {
    return NetworkPolicyPortArgs.builder().protocol(protocol).port(port).build();
  }
}
