package dev.tenantry.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubeconfigTest {
  @Test
  void theTextIsAKubeconfigWithOneContextAndNoSecret() throws IOException {
    JsonNode file = new YAMLMapper().readTree(new Kubeconfig("gke_p_r_c", "x.gke.goog").text());
    assertThat(file.path("current-context").asText()).isEqualTo("gke_p_r_c");
    assertThat(file.at("/contexts/0/name").asText()).isEqualTo("gke_p_r_c");
    assertThat(file.at("/contexts/0/context/cluster")).isEqualTo(file.at("/clusters/0/name"));
    assertThat(file.at("/contexts/0/context/user")).isEqualTo(file.at("/users/0/name"));
    assertThat(file.at("/clusters/0/cluster/server").asText()).isEqualTo("https://x.gke.goog");
    assertThat(file.at("/users/0/user").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("exec");
  }

  // An endpoint that changes, or is not known yet, must not look like another cluster.
  @Test
  void whoTheProviderTalksToIsFixedWhateverTheKubeconfigSays() {
    for (String stack : List.of("dev", "prod")) {
      RecordedResource provider = provider(stack);
      Object context = provider.inputs().get("context");
      assertThat(provider.inputs().get("clusterIdentifier")).isEqualTo(context);
      assertThat(provider.inputs().get("kubeconfig").toString())
          .contains("recorded.gke.invalid")
          .contains("\"current-context\":\"" + context + "\"");
      assertThat(provider.options().get("dependsOn")).isEqualTo(List.of("gke-pool-system"));
    }
  }

  @Test
  void aClusterThatExistsIsReachedByItsContextAlone() {
    assertThat(provider("local").inputs()).containsKey("context").doesNotContainKey("kubeconfig");
  }

  private static RecordedResource provider(String stack) {
    return StackCase.shipped(stack).stream()
        .filter(one -> one.type().equals("pulumi:providers:kubernetes"))
        .findFirst()
        .orElseThrow();
  }
}
