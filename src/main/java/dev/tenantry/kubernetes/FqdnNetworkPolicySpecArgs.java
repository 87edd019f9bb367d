package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPortArgs;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;

/** What a {@link FqdnNetworkPolicy} says: one rule, the same ports for all hosts. */
public final class FqdnNetworkPolicySpecArgs extends ResourceArgs {
  @Import(name = "podSelector")
  private final Output<LabelSelectorArgs> podSelector;

  @Import(name = "egress")
  private final Output<List<Rule>> egress;

  /**
   * Collects the inputs.
   *
   * @param pods which pods of the Namespace
   * @param hosts names, and patterns in which {@code *} stands for one label
   * @param ports on which the hosts may be reached
   */
  public FqdnNetworkPolicySpecArgs(
      LabelSelectorArgs pods, List<String> hosts, List<NetworkPolicyPortArgs> ports) {
    this.podSelector = Output.of(pods);
    this.egress =
        Output.of(
            List.of(
                new Rule(hosts.stream().map(FqdnNetworkPolicySpecArgs::match).toList(), ports)));
  }

  private static Map<String, String> match(String host) {
    return Map.of(host.startsWith("*") ? "pattern" : "name", host);
  }

  private static final class Rule extends ResourceArgs {
    @Import(name = "matches")
    private final Output<List<Map<String, String>>> matches;

    @Import(name = "ports")
    private final Output<List<NetworkPolicyPortArgs>> ports;

    Rule(List<Map<String, String>> matches, List<NetworkPolicyPortArgs> ports) {
      this.matches = Output.of(matches);
      this.ports = Output.of(ports);
    }
  }
}
