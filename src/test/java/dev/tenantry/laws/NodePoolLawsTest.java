package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.NodePlacement;
import dev.tenantry.config.Tier;
import dev.tenantry.golden.StackCase;
import dev.tenantry.kubernetes.Placement;
import dev.tenantry.naming.PodRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools and pods are written by different code; a pod that no pool takes waits for ever. */
class NodePoolLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POOL = "gcp:container/nodePool:NodePool";

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyPodOfEveryTierHasExactlyOnePool(String stack) {
    for (Tier tier : Tier.values()) {
      for (PodRole role : PodRole.values()) {
        Placement placement = Placement.of(tier, role, NodePlacement.BY_TIER);
        assertThat(pools(stack).stream().filter(pool -> takes(pool, placement)))
            .as("%s %s in %s", tier, role, stack)
            .hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void onlyTheSystemPoolTakesPodsThatSelectNothing(String stack) {
    Placement none = new Placement(Map.of(), List.of(), Optional.empty(), "none");
    assertThat(pools(stack).stream().filter(pool -> takes(pool, none)))
        .extracting(pool -> pool.path("name").asText())
        .containsExactly("system");
  }

  /** As the scheduler decides, with what GKE adds to the nodes of a sandbox. */
  private static boolean takes(JsonNode pool, Placement placement) {
    JsonNode node = pool.path("nodeConfig");
    boolean sandboxedNode = node.at("/sandboxConfig/sandboxType").asText().equals("gvisor");
    boolean sandboxedPod = placement.runtimeClassName().equals(Optional.of("gvisor"));
    boolean selected =
        placement.nodeSelector().entrySet().stream()
            .allMatch(
                label ->
                    node.path("labels").path(label.getKey()).asText().equals(label.getValue()));
    List<String> taints = new ArrayList<>();
    node.path("taints").forEach(taint -> taints.add(taint.path("value").asText()));
    return selected && sandboxedNode == sandboxedPod && placement.tolerated().containsAll(taints);
  }

  private static List<JsonNode> pools(String stack) {
    return StackCase.shipped(stack).stream()
        .filter(one -> one.type().equals(POOL))
        .<JsonNode>map(one -> JSON.valueToTree(one.inputs()))
        .toList();
  }
}
