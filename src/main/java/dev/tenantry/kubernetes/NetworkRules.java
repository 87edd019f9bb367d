package dev.tenantry.kubernetes;

import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorRequirementArgs;
import com.pulumi.kubernetes.networking.v1.inputs.IPBlockArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyEgressRuleArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyIngressRuleArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPeerArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPortArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.PodRole;
import dev.tenantry.naming.SharedService;
import java.util.List;
import java.util.Map;

/**
 * The words that all network policies are made of.
 *
 * <p>There is no word for "everyone", "every Namespace" or "every port": a rule that cannot be
 * written cannot be too wide.
 */
public final class NetworkRules {
  private static final String IN = "In";
  private static final String EXISTS = "Exists";
  private static final String TRUE = "true";

  private NetworkRules() {}

  /** Selects every pod, names both directions and allows nothing. */
  public static NetworkPolicySpecArgs denyAll() {
    return NetworkPolicySpecArgs.builder()
        .podSelector(LabelSelectorArgs.Empty)
        .policyTypes("Ingress", "Egress")
        .build();
  }

  /** What the selected pods may send. */
  public static NetworkPolicySpecArgs egress(
      LabelSelectorArgs pods, List<NetworkPolicyEgressRuleArgs> rules) {
    return NetworkPolicySpecArgs.builder()
        .podSelector(pods)
        .policyTypes("Egress")
        .egress(rules)
        .build();
  }

  /** What the selected pods may receive from one kind of peer. */
  public static NetworkPolicySpecArgs ingress(
      LabelSelectorArgs pods, NetworkPolicyPeerArgs from, List<Integer> ports) {
    return ingress(pods, List.of(from), ports);
  }

  /** What the selected pods may receive from several kinds of peers on the same ports. */
  public static NetworkPolicySpecArgs ingress(
      LabelSelectorArgs pods, List<NetworkPolicyPeerArgs> from, List<Integer> ports) {
    return NetworkPolicySpecArgs.builder()
        .podSelector(pods)
        .policyTypes("Ingress")
        .ingress(NetworkPolicyIngressRuleArgs.builder().from(from).ports(tcp(ports)).build())
        .build();
  }

  /** To one kind of peer, over TCP. */
  public static NetworkPolicyEgressRuleArgs to(NetworkPolicyPeerArgs peer, List<Integer> ports) {
    return NetworkPolicyEgressRuleArgs.builder().to(peer).ports(tcp(ports)).build();
  }

  /** Ports of TCP. */
  public static List<NetworkPolicyPortArgs> tcp(List<Integer> ports) {
    return ports.stream().map(port -> port("TCP", port)).toList();
  }

  /** A port of a protocol. */
  public static NetworkPolicyPortArgs port(String protocol, int port) {
    return NetworkPolicyPortArgs.builder().protocol(protocol).port(port).build();
  }

  /** A range of addresses. */
  public static NetworkPolicyPeerArgs addresses(String cidr) {
    return NetworkPolicyPeerArgs.builder()
        .ipBlock(IPBlockArgs.builder().cidr(cidr).build())
        .build();
  }

  /** Pods of the policy's own Namespace. */
  public static NetworkPolicyPeerArgs ownPods(LabelSelectorArgs pods) {
    return NetworkPolicyPeerArgs.builder().podSelector(pods).build();
  }

  /** Pods of every tenant. A tenant cannot label its Namespace, and no other one has the label. */
  public static NetworkPolicyPeerArgs podsOfTenants(LabelSelectorArgs pods) {
    return NetworkPolicyPeerArgs.builder()
        .namespaceSelector(
            LabelSelectorArgs.builder()
                .matchExpressions(
                    LabelSelectorRequirementArgs.builder()
                        .key(Labels.TENANT_ID)
                        .operator(EXISTS)
                        .build())
                .build())
        .podSelector(pods)
        .build();
  }

  /** Pods of a shared service. */
  public static NetworkPolicyPeerArgs podsOf(SharedService service) {
    return podsIn(service.namespace(), selector(service));
  }

  /** Pods of a Namespace that is named by the label which the API server sets. */
  public static NetworkPolicyPeerArgs podsIn(String namespace, LabelSelectorArgs pods) {
    return NetworkPolicyPeerArgs.builder()
        .namespaceSelector(matching(Labels.NAMESPACE_NAME, namespace))
        .podSelector(pods)
        .build();
  }

  /**
   * Managed Prometheus, which scrapes from a DaemonSet of its own
   * (GoogleCloudPlatform/prometheus-engine).
   */
  public static NetworkPolicyPeerArgs googleMetricsCollector() {
    return podsIn("gmp-system", matching("app.kubernetes.io/name", "collector"));
  }

  /** Selects the pods of a shared service in its own Namespace. */
  public static LabelSelectorArgs selector(SharedService service) {
    return matching(Labels.APP, service.app());
  }

  /** Selects the pods of a tenant that have one of these roles. */
  public static LabelSelectorArgs selector(List<PodRole> roles) {
    return LabelSelectorArgs.builder().matchExpressions(oneOf(roles)).build();
  }

  /** Selects the pods of a tenant that have one of these roles and an identity in the cloud. */
  public static LabelSelectorArgs withIdentity(List<PodRole> roles) {
    return LabelSelectorArgs.builder()
        .matchLabels(Map.of(Labels.IDENTITY, TRUE))
        .matchExpressions(oneOf(roles))
        .build();
  }

  /** Selects the pods with this label. */
  public static LabelSelectorArgs matching(String key, String value) {
    return LabelSelectorArgs.builder().matchLabels(Map.of(key, value)).build();
  }

  private static LabelSelectorRequirementArgs oneOf(List<PodRole> roles) {
    return LabelSelectorRequirementArgs.builder()
        .key(Labels.ROLE)
        .operator(IN)
        .values(roles.stream().map(PodRole::label).toList())
        .build();
  }
}
