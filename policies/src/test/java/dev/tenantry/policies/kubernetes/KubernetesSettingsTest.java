package dev.tenantry.policies.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.Values;
import dev.tenantry.policies.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a stack's settings change about the rules. */
class KubernetesSettingsTest {
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  @Test
  void registriesNarrowWhereImagesComeFrom() {
    KubernetesSettings settings =
        new KubernetesSettings(List.of("docker.example.com/agents"), Set.of());
    assertThat(
            said(
                settings,
                "image-comes-from-a-named-registry",
                image("docker.example.com/agents/a")))
        .isEmpty();
    assertThat(
            said(
                settings,
                "image-comes-from-a-named-registry",
                image("docker.example.com/agentsx/a")))
        .containsExactly(
            "spec.containers[0].image is docker.example.com/agentsx/a"
                + DIGEST
                + "; it must come from one of: docker.example.com/agents");
  }

  @Test
  void previewApisAllowVersionsAndNoOthers() {
    Map<String, Object> object = Map.of("apiVersion", "keda.sh/v1alpha1", "kind", "ScaledObject");
    String rule = "object-has-a-stable-version";
    assertThat(said(KubernetesSettings.defaults(), rule, object)).isEmpty();
    assertThat(said(new KubernetesSettings(List.of(), Set.of()), rule, object))
        .containsExactly("apiVersion is keda.sh/v1alpha1; it must be a stable version");
  }

  private static Map<String, Object> image(String name) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Pod",
        "spec",
        Map.of("containers", List.of(Map.of("image", name + DIGEST))));
  }

  private static List<String> said(
      KubernetesSettings settings, String rule, Map<String, Object> properties) {
    Rules rules =
        new Rules(
            KubernetesRules.of(settings).stream()
                .filter(one -> one.info().id().equals(rule))
                .toList());
    Resource resource = new Resource("urn", "kubernetes:x:X", "a", Values.of(properties));
    return rules.look(resource).stream().map(Violation::message).toList();
  }
}
