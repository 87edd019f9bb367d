package dev.tenantry.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.golden.Golden;
import dev.tenantry.naming.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProverTest {
  private static final int MANY = 998;

  @ParameterizedTest
  @ValueSource(strings = {"local", "dev", "prod"})
  void everyClaimHoldsInEachShippedStack(String stack) {
    Proof proof = StackObjects.shipped(stack).prove();
    assertThat(proof.failures()).isEmpty();
    assertThat(proof.tenants()).isGreaterThanOrEqualTo(2);
    assertThat(proof.claims()).isGreaterThan(100);
  }

  @Test
  void theTableOfTheLocalStackIsTheOneInTheGolden() {
    Golden.assertMatches(
        "prove/local.md", StackObjects.shipped("local").prove().table().markdown());
  }

  @Test
  void aThousandTenantsAreProvedAndAreAsManyKindsOfPodsAsTwo() throws Exception {
    StackObjects two = StackObjects.shipped("local");
    Proof many = two.withCopiesOf("acme", MANY).prove();
    assertThat(many.failures()).isEmpty();
    assertThat(many.tenants()).isEqualTo(1_000);
    assertThat(many.classes()).isEqualTo(two.prove().classes());
  }

  // A hole in one of a thousand must not drown in the class of the others.
  @Test
  void oneTenantOfAThousandWithAHoleIsFound() throws Exception {
    StackObjects many = StackObjects.shipped("local").withCopiesOf("acme", MANY);
    Proof proof =
        Prover.prove(
            with(
                many.objects(),
                policy(
                    "tenant-copy500",
                    "hole",
                    Map.of("podSelector", Map.of(), "ingress", List.of(Map.of())))),
            many.flows());
    assertThat(proof.failures())
        .isNotEmpty()
        .allMatch(failure -> failure.contains("tenant-copy500/hole, ingress rule 1"));
  }

  // With a deny at the neighbour, the hole is invisible to whoever looks at the pair.
  @Test
  void aHoleThatOnlyTheNeighbourClosesIsAFailureThatNamesThePolicyAndTheRule() {
    StackObjects local = StackObjects.shipped("local");
    Map<String, Object> anywhere = Map.of("to", List.of(Map.of("namespaceSelector", Map.of())));
    Proof proof =
        Prover.prove(
            with(
                local.objects(),
                policy(
                    "tenant-acme",
                    "hole",
                    Map.of(
                        "podSelector",
                        Map.of(),
                        "policyTypes",
                        List.of("Egress"),
                        "egress",
                        List.of(anywhere)))),
            local.flows());
    assertThat(proof.failures())
        .contains(
            "tenant-acme/worker may send to tenant-globex/tool on all, which no flow declares: "
                + "tenant-acme/hole, egress rule 1.");
  }

  @Test
  void aTenantWithoutPoliciesIsSaidToBeOpenForThatReason() {
    StackObjects local = StackObjects.shipped("local");
    List<Map<String, Object>> none =
        local.objects().stream().filter(o -> !"NetworkPolicy".equals(o.get("kind"))).toList();
    assertThat(Prover.prove(none, local.flows()).failures())
        .contains(
            "tenant-acme/tool accepts from outsider/any on all, which no flow declares: "
                + "no policy in tenant-acme isolates its ingress.");
  }

  @Test
  void aDeclaredFlowThatNoPolicyOpensIsAFailure() {
    StackObjects local = StackObjects.shipped("local");
    local
        .flows()
        .reach(
            List.of(AllowedFlows.ORCHESTRATOR),
            List.of(AllowedFlows.TOOL),
            PortSet.of(Protocol.TCP, 8080));
    assertThat(local.prove().failures())
        .contains(
            "tenant-acme/orchestrator may send to tenant-acme/tool must hold on tcp 8080, but no "
                + "egress rule in tenant-acme opens it.");
  }

  @Test
  void hostsAreHeldToTheTable() {
    StackObjects local = StackObjects.shipped("local");
    Map<String, Object> spec =
        Map.of(
            "podSelector",
            Map.of("matchLabels", Map.of("role", "tool")),
            "egress",
            List.of(
                Map.of(
                    "matches",
                    List.of(Map.of("name", "api.example.com")),
                    "ports",
                    List.of(Map.of("protocol", "TCP", "port", 443)))));
    List<Map<String, Object>> objects =
        with(
            local.objects(),
            Map.of(
                "apiVersion",
                "networking.gke.io/v1alpha1",
                "kind",
                "FQDNNetworkPolicy",
                "metadata",
                Map.of("name", "hosts", "namespace", "tenant-acme"),
                "spec",
                spec));
    assertThat(Prover.prove(objects, local.flows()).failures())
        .containsExactly(
            "tenant-acme/tool sends to the hosts {api.example.com=tcp 443}, "
                + "but the table declares {}.",
            "tenant-acme/tool+identity sends to the hosts {api.example.com=tcp 443}, "
                + "but the table declares {}.");
    local
        .flows()
        .sendToHost(
            "tenant-acme",
            List.of(AllowedFlows.TOOL, AllowedFlows.TOOL.with(Labels.IDENTITY, "true")),
            "api.example.com",
            PortSet.of(Protocol.TCP, 443));
    assertThat(Prover.prove(objects, local.flows()).failures()).isEmpty();
  }

  // Pods with equal policies are judged once; what one tenant's file opens must not count for all.
  @Test
  void aRangeOfOneTenantMustBeOpenForItAndForNobodyElse() {
    StackObjects prod = StackObjects.shipped("prod");
    List<Map<String, Object>> closed =
        prod.objects().stream().filter(o -> !name(o).equals("egress-ranges")).toList();
    assertThat(Prover.prove(closed, prod.flows()).failures())
        .contains(
            "tenant-initech/worker must be open: sends to 203.0.113.0/28 on tcp 8443;"
                + " no rule of its Namespace opens it.");
    Map<String, Object> block = Map.of("ipBlock", Map.of("cidr", "203.0.113.0/28"));
    Map<String, Object> port = Map.of("protocol", "TCP", "port", 8443);
    Map<String, Object> rule = Map.of("to", List.of(block), "ports", List.of(port));
    Map<String, Object> spec =
        Map.of(
            "podSelector",
            Map.of("matchLabels", Map.of("role", "worker")),
            "policyTypes",
            List.of("Egress"),
            "egress",
            List.of(rule));
    List<Map<String, Object>> borrowed =
        with(prod.objects(), policy("tenant-acme", "borrowed", spec));
    assertThat(Prover.prove(borrowed, prod.flows()).failures())
        .contains(
            "tenant-acme/worker sends to 203.0.113.0/28 on tcp 8443, which no flow declares: "
                + "tenant-acme/borrowed, egress rule 1.");
  }

  private static Object name(Map<String, Object> object) {
    return ((Map<?, ?>) object.get("metadata")).get("name");
  }

  @Test
  void whatCannotBeJudgedIsRefused() {
    StackObjects local = StackObjects.shipped("local");
    assertThatThrownBy(
            () ->
                Prover.prove(
                    with(local.objects(), policy("tenant-acme", "p", Map.of("deny", true))),
                    local.flows()))
        .hasMessage("NetworkPolicy tenant-acme/p: cannot judge the field deny");
    assertThatThrownBy(
            () ->
                PolicyReader.read(
                    List.of(
                        Map.of(
                            "apiVersion",
                            "cilium.io/v2",
                            "kind",
                            "CiliumClusterwideNetworkPolicy",
                            "metadata",
                            Map.of("name", "p")))))
        .hasMessageContaining("cannot judge cilium.io/v2");
  }

  private static List<Map<String, Object>> with(
      List<Map<String, Object>> objects, Map<String, Object> more) {
    List<Map<String, Object>> all = new ArrayList<>(objects);
    all.add(more);
    return all;
  }

  private static Map<String, Object> policy(String namespace, String name, Object spec) {
    return Map.of(
        "apiVersion",
        "networking.k8s.io/v1",
        "kind",
        "NetworkPolicy",
        "metadata",
        Map.of("name", name, "namespace", namespace),
        "spec",
        spec);
  }
}
