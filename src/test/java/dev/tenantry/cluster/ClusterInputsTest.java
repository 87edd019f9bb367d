package dev.tenantry.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.gcp.container.ClusterArgs;
import dev.tenantry.config.ClusterName;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClusterInputsTest {
  // Inputs are copied by hand: one that is set and not copied would be lost without a word.
  @Test
  void everyInputThatTheBuilderSetsIsSent() throws IllegalAccessException {
    for (String stack : new String[] {"dev", "prod"}) {
      ClusterArgs known = new ClusterSettings(args(stack)).known();
      Set<String> set = new TreeSet<>(Set.of("controlPlaneEndpointsConfig", "nodePoolDefaults"));
      for (Field field : ClusterArgs.class.getDeclaredFields()) {
        Import input = field.getAnnotation(Import.class);
        if (input != null) {
          field.setAccessible(true);
          Optional.ofNullable(field.get(known)).ifPresent(value -> set.add(input.name()));
        }
      }
      assertThat(set).isEqualTo(cluster(stack).inputs().keySet());
    }
  }

  private static RecordedResource cluster(String stack) {
    return StackCase.shipped(stack).stream()
        .filter(one -> one.type().equals(ClusterResource.TYPE))
        .findFirst()
        .orElseThrow();
  }

  private static DeclaredClusterArgs args(String stack) {
    StackConfig config = ConfigLoader.load(Path.of(""), stack);
    var platform = config.platform();
    return new DeclaredClusterArgs(
        stack,
        ClusterName.of(platform.cluster().context()).orElseThrow(),
        platform,
        platform.gke().orElseThrow(),
        Output.of("network"),
        Output.of("subnet"),
        List.of());
  }
}
