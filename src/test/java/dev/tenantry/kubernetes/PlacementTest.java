package dev.tenantry.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import dev.tenantry.config.NodePlacement;
import dev.tenantry.config.Tier;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.PodRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacementTest {
  @ParameterizedTest
  @EnumSource(Tier.class)
  void aTiersPodsSelectAndTolerateThatTiersPoolOnly(Tier tier) {
    Placement placement = Placement.of(tier, PodRole.WORKER, NodePlacement.BY_TIER);
    assertThat(placement.nodeSelector()).isEqualTo(Map.of(Labels.NODE_POOL, tier.label()));
    assertThat(placement.tolerated()).isEqualTo(List.of(tier.label()));
    assertThat(placement.priorityClassName()).isEqualTo("tenant-" + tier);
    assertThat(placement.runtimeClassName().isPresent()).isEqualTo(tier == Tier.ISOLATED);
  }

  @ParameterizedTest
  @EnumSource(NodePlacement.class)
  void aModelsCodeRunsInASandboxEverywhere(NodePlacement nodes) {
    for (Tier tier : Tier.values()) {
      assertThat(Placement.of(tier, PodRole.CODE_EXECUTION, nodes).runtimeClassName())
          .isEqualTo(Optional.of("gvisor"));
    }
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void withoutNodePoolsAPodAsksForNone(Tier tier) {
    Placement placement = Placement.of(tier, PodRole.TOOL, NodePlacement.SHARED);
    assertThat(placement.nodeSelector()).isEmpty();
    assertThat(placement.tolerated()).isEmpty();
    assertThat(placement.runtimeClassName()).isEmpty();
  }

  @Test
  void aPodSaysAllOfIt() {
    PodSpecArgs pod =
        Placement.of(Tier.ISOLATED, PodRole.WORKER, NodePlacement.BY_TIER)
            .on(PodSpecArgs.builder().containers(List.of()), Map.of("app", "worker"))
            .build();
    assertThat(pod.nodeSelector()).isPresent();
    assertThat(pod.tolerations()).isPresent();
    assertThat(pod.runtimeClassName()).isPresent();
    assertThat(pod.priorityClassName()).isPresent();
    assertThat(pod.topologySpreadConstraints()).isPresent();
  }
}
