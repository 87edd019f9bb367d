package dev.tenantry.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.StackCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No policy can lose or gain anything without a claim that fails. */
class PolicyMutationTest {
  private static final Set<String> SEEN = new HashSet<>();

  static Stream<String> stacks() {
    return StackCase.SHIPPED.stream();
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyChangeOfAnyPolicyFailsAClaimUnlessItChangesNothing(String stack) {
    StackObjects shipped = StackObjects.shipped(stack);
    Map<String, Set<Object>> before = effect(shipped.objects(), shipped.flows());
    int killed = 0;
    List<String> equivalent = new ArrayList<>();
    List<String> survivors = new ArrayList<>();
    List<Mutants.Mutant> mutants =
        Mutants.of(shipped.objects(), object -> SEEN.add(withoutItsTenant(object)));
    for (Mutants.Mutant mutant : mutants) {
      if (!Prover.prove(mutant.objects(), shipped.flows()).holds()) {
        killed++;
      } else if (effect(mutant.objects(), shipped.flows()).equals(before)) {
        equivalent.add(mutant.change());
      } else {
        survivors.add(mutant.change());
      }
    }
    System.out.printf(
        "mutants of %s: %d, equivalent %d, killed %d of %d%n",
        stack, mutants.size(), equivalent.size(), killed, mutants.size() - equivalent.size());
    assertThat(mutants).hasSizeGreaterThan(20);
    assertThat(survivors).isEmpty();
    // A missing default, or a rule for the direction that the policy does not judge: nothing else.
    assertThat(equivalent)
        .allMatch(
            change ->
                change.endsWith("/spec/policyTypes/0 dropped")
                    || change.endsWith(": protocol dropped")
                    || change.endsWith("gress rule {} added"));
  }

  /** Tenants are interchangeable: the same policy of a second one would give the same mutants. */
  private static String withoutItsTenant(Map<String, Object> object) {
    Map<?, ?> metadata = (Map<?, ?>) object.get("metadata");
    String namespace = (String) metadata.get("namespace");
    String kind = namespace.startsWith("tenant-") ? "tenant" : namespace;
    return object.get("kind") + " " + kind + "/" + metadata.get("name") + " " + object.get("spec");
  }

  /** What policies do to each pod, whoever the peers are: equal effects are equal policies. */
  private static Map<String, Set<Object>> effect(List<Map<String, Object>> objects, Flows flows) {
    ClusterModel model = ClusterModel.of(objects, flows);
    Reachability reachability = new Reachability(model.policies());
    Map<String, Set<Object>> effects = new TreeMap<>();
    for (ClusterModel.Member member : model.members()) {
      Pod pod = member.pod();
      effects.put(pod + " out", effect(reachability.egress(pod)));
      effects.put(pod + " in", effect(reachability.ingress(pod)));
      effects.put(pod + " hosts", Set.of(reachability.hosts(pod)));
    }
    return effects;
  }

  private static Set<Object> effect(Side side) {
    Set<Object> effect = new HashSet<>();
    effect.add(side.isolated());
    for (Side.Opening opening : side.openings()) {
      for (Peer peer : opening.rule().peers()) {
        opening.rule().ports().forEach(port -> effect.add(List.of(peer, port)));
      }
    }
    return effect;
  }
}
