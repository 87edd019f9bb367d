package dev.tenantry.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.Report;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly what is declared for the clusters of the stacks that this repository ships. */
class ClusterGoldenTest {
  private static final Map<String, Predicate<RecordedResource>> PARTS =
      Map.of(
          "network", one -> isOf(one, TypeTokens.NETWORK),
          "control-plane", one -> isOf(one, TypeTokens.CLUSTER) && !isPool(one),
          "pools", one -> isPool(one) && !isGpuPool(one),
          "accelerators", one -> isGpuPool(one) || isOf(one, TypeTokens.COMPUTE_CLASSES),
          "provider", one -> one.type().startsWith("pulumi:providers:"));

  @ParameterizedTest
  @ValueSource(strings = {"network", "control-plane", "pools", "accelerators", "provider"})
  void productionIsDeclaredAsReviewed(String part) {
    check("prod", part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"control-plane", "pools", "accelerators"})
  void developmentIsDeclaredAsReviewed(String part) {
    check("dev", part);
  }

  private static void check(String stack, String part) {
    List<RecordedResource> resources =
        StackCase.shipped(stack).stream().filter(PARTS.get(part)).toList();
    assertThat(resources).isNotEmpty();
    Golden.assertMatches("cluster/" + stack + "-" + part + ".yaml", Report.of(resources));
  }

  private static boolean isOf(RecordedResource one, String token) {
    return one.type().equals(token) || one.parent().startsWith(token + "::");
  }

  private static boolean isPool(RecordedResource one) {
    return one.type().equals(NodePoolResource.TYPE);
  }

  private static boolean isGpuPool(RecordedResource one) {
    return isPool(one) && one.name().contains("-gpu-");
  }
}
