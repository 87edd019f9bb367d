package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.golden.Policies;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.PodRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every network policy in every shipped stack. */
class NetworkLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DENY = "default-deny";
  private static final String LINK_LOCAL = "169.254.";
  private static final List<String> VENDORS =
      List.of("openai", "anthropic", "mistral", "cohere", "googleapis", "bedrock");

  /** Pods of tenants with an identity; and of the platform: for Cloud SQL, for models' weights. */
  private static final String NEED_A_TOKEN =
      ".*/allow-metadata|data/egress-tenantry-.*|inference/egress-model-.*";

  static List<String> stacks() {
    return StackCase.SHIPPED;
  }

  private static List<Policy> allows(String stack) {
    return of(stack).filter(policy -> !policy.name().equals(DENY)).toList();
  }

  private static Stream<Policy> of(String stack) {
    return Policies.specs(StackCase.shipped(stack)).entrySet().stream()
        .map(
            entry -> {
              String[] names = entry.getKey().split("/");
              return new Policy(stack, names[0], names[1], JSON.valueToTree(entry.getValue()));
            });
  }

  record Policy(String stack, String namespace, String name, JsonNode spec) {
    boolean isTenants() {
      return namespace.startsWith("tenant-");
    }

    boolean isOfThePlatformAlone() {
      return namespace.equals("inference") || name.matches("egress-(tenantry|model)-.*");
    }

    /** Each peer with the ports of its rule, in either direction. */
    List<Flow> flows() {
      List<Flow> flows = new ArrayList<>();
      for (String direction : List.of("ingress", "egress")) {
        for (JsonNode rule : spec.path(direction)) {
          JsonNode peers = rule.path(direction.equals("egress") ? "to" : "from");
          peers.forEach(peer -> flows.add(new Flow(direction, peer, ports(rule))));
        }
      }
      return flows;
    }

    /** Whether it selects a pod with these labels. */
    boolean selects(Map<String, String> labels) {
      return NetworkLawsTest.selects(spec.path("podSelector"), labels);
    }

    @Override
    public String toString() {
      return stack + ": " + namespace + "/" + name;
    }
  }

  record Flow(String direction, JsonNode peer, Set<String> ports) {
    String cidr() {
      return peer.at("/ipBlock/cidr").asText();
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyAllowSelectsPodsByTheirLabels(String stack) {
    for (Policy policy : allows(stack)) {
      assertThat(policy.spec().path("podSelector").size()).as(policy.toString()).isPositive();
      assertThat(policy.selects(Map.of())).as(policy.toString()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyRuleNamesItsPeersAndItsPorts(String stack) {
    for (Policy policy : allows(stack)) {
      for (String direction : List.of("ingress", "egress")) {
        for (JsonNode rule : policy.spec().path(direction)) {
          assertThat(rule.path("ports")).as(policy.toString()).isNotEmpty();
          assertThat(rule.path("ports")).allMatch(port -> port.path("port").isIntegralNumber());
          assertThat(
                  rule.path("to").size() + rule.path("from").size() + rule.path("matches").size())
              .isPositive();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyPeerInAnotherNamespaceIsNamedByNamespaceAndByPod(String stack) {
    for (Policy policy : allows(stack)) {
      for (Flow flow : policy.flows()) {
        JsonNode peer = flow.peer();
        if (!peer.has("ipBlock")) {
          assertThat(peer.path("podSelector").size()).as(peer.toString()).isPositive();
          assertThat(selects(peer.path("podSelector"), Map.of())).isFalse();
          if (peer.has("namespaceSelector")) {
            assertThat(selects(peer.path("namespaceSelector"), Map.of())).isFalse();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noRuleHasAnAddressOfIpv6(String stack) {
    for (Policy policy : allows(stack)) {
      assertThat(policy.flows()).as(policy.toString()).noneMatch(flow -> flow.cidr().contains(":"));
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noRangeIsWiderThanATenantMayHave(String stack) {
    for (Policy policy : allows(stack)) {
      assertThat(policy.flows())
          .as(policy.toString())
          .filteredOn(flow -> !flow.cidr().isEmpty())
          .allMatch(flow -> Integer.parseInt(flow.cidr().replaceAll(".*/", "")) >= 16);
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void theMetadataServerIsOpenToPodsWithAnIdentityOnly(String stack) {
    for (Policy policy : allows(stack)) {
      boolean metadata =
          policy.flows().stream()
              .filter(flow -> flow.cidr().startsWith(LINK_LOCAL))
              .anyMatch(flow -> !flow.ports().equals(Set.of("UDP 53", "TCP 53")));
      assertThat(metadata)
          .as(policy.toString())
          .isEqualTo((policy.namespace() + "/" + policy.name()).matches(NEED_A_TOKEN));
      if (metadata) {
        for (PodRole role : PodRole.values()) {
          assertThat(policy.selects(Map.of(Labels.ROLE, role.label()))).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void codeThatAModelWroteReachesTheBrokerOnly(String stack) {
    for (Policy policy : of(stack).toList()) {
      Map<String, String> code =
          Map.of(Labels.ROLE, PodRole.CODE_EXECUTION.label(), Labels.IDENTITY, "true");
      boolean expected =
          policy.isTenants() && Set.of(DENY, "egress-broker").contains(policy.name());
      if (policy.isTenants()) {
        assertThat(policy.selects(code)).as(policy.toString()).isEqualTo(expected);
      }
      for (Flow flow : policy.flows()) {
        boolean broker = policy.name().equals("ingress-broker") && policy.isTenants();
        JsonNode pods = flow.peer().path("podSelector");
        assertThat(pods.isObject() && selects(pods, code))
            .as(policy + " " + flow)
            .isEqualTo(broker);
      }
    }
  }

  // A peer without a namespaceSelector is in the policy's own Namespace.
  @ParameterizedTest
  @MethodSource("stacks")
  void noTenantsPolicyNamesATenant(String stack) {
    for (Policy policy : allows(stack)) {
      if (policy.isTenants()) {
        assertThat(policy.spec().toString())
            .as(policy.toString())
            .doesNotContain("tenant-")
            .doesNotContain("tenant.id");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noPolicyNamesAModelVendor(String stack) {
    for (Policy policy : allows(stack)) {
      for (String vendor : VENDORS) {
        assertThat(policy.spec().toString()).as(policy.toString()).doesNotContain(vendor);
      }
    }
  }

  // Half a rule is nobody's service, or a hole in waiting; Google keeps its own Namespaces' half.
  @ParameterizedTest
  @MethodSource("stacks")
  void bothEndsOfEverySharedFlowAgree(String stack) {
    Set<String> services = flowsSeenByServices(stack);
    assertThat(services).isNotEmpty();
    of(stack)
        .filter(policy -> policy.isTenants() && policy.name().equals(DENY))
        .forEach(
            tenant ->
                assertThat(flowsSeenBy(stack, tenant.namespace()))
                    .as(tenant.namespace())
                    .isEqualTo(services));
  }

  private static Set<String> flowsSeenBy(String stack, String tenant) {
    Set<String> seen = new TreeSet<>();
    of(stack)
        .filter(policy -> policy.namespace().equals(tenant))
        .forEach(
            policy ->
                policy.flows().stream()
                    .filter(flow -> flow.peer().has("namespaceSelector"))
                    .filter(flow -> !flow.peer().toString().matches(".*(kube|gmp)-system.*"))
                    .forEach(
                        flow -> {
                          String service =
                              flow.peer().at("/namespaceSelector/matchLabels").elements().next()
                                  + " "
                                  + flow.peer().path("podSelector");
                          String mine = policy.spec().path("podSelector").toString();
                          seen.add(sentence(flow.direction(), mine, service, flow.ports()));
                        }));
    return seen;
  }

  private static Set<String> flowsSeenByServices(String stack) {
    Set<String> seen = new TreeSet<>();
    of(stack)
        .filter(policy -> !policy.isTenants() && !policy.isOfThePlatformAlone())
        .forEach(
            policy ->
                policy
                    .flows()
                    .forEach(
                        flow -> {
                          JsonNode peer = flow.peer();
                          assertThat(peer.at("/namespaceSelector/matchExpressions").toString())
                              .contains(Labels.TENANT_ID, "Exists");
                          String service =
                              "\"" + policy.namespace() + "\" " + policy.spec().path("podSelector");
                          String tenants = peer.path("podSelector").toString();
                          String other = flow.direction().equals("ingress") ? "egress" : "ingress";
                          seen.add(sentence(other, tenants, service, flow.ports()));
                        }));
    return seen;
  }

  private static String sentence(
      String direction, String tenants, String service, Set<String> ports) {
    return direction + " of " + tenants + " with " + service + " on " + ports;
  }

  private static Set<String> ports(JsonNode rule) {
    return StreamSupport.stream(rule.path("ports").spliterator(), false)
        .map(port -> port.path("protocol").asText() + " " + port.path("port").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean selects(JsonNode selector, Map<String, String> labels) {
    boolean all =
        selector.path("matchLabels").properties().stream()
            .allMatch(one -> one.getValue().asText().equals(labels.get(one.getKey())));
    for (JsonNode wanted : selector.path("matchExpressions")) {
      String value = labels.getOrDefault(wanted.path("key").asText(), "");
      all &=
          switch (wanted.path("operator").asText()) {
            case "In" ->
                StreamSupport.stream(wanted.path("values").spliterator(), false)
                    .anyMatch(one -> one.asText().equals(value));
            case "Exists" -> !value.isEmpty();
            default -> throw new AssertionError(wanted.toString());
          };
    }
    return all;
  }
}
