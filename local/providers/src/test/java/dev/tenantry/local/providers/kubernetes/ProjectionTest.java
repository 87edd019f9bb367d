package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProjectionTest {
  private static final TypeToken POD = TypeToken.parse("kubernetes:core/v1:Pod");

  private static Map<String, Object> projected(
      Map<String, Object> inputs, Map<String, Object> spec, Map<String, Object> owned) {
    Map<String, Object> entry =
        Map.of(
            "manager", Manifest.MANAGER, "operation", "Apply", "fieldsV1", Map.of("f:spec", owned));
    Map<String, Object> live =
        Map.of("metadata", Map.of("managedFields", List.of(entry)), "spec", spec);
    return Projection.of(new Manifest("urn", POD, Map.of("spec", inputs)), live);
  }

  @Test
  void elementsOfMergedListsAreFoundByTheirKey() {
    // A sidecar that an injector put first must not look like a change of ours.
    Map<String, Object> ours = Map.of("containers", List.of(Map.of("name", "a", "image", "1")));
    Map<String, Object> live =
        Map.of(
            "containers",
            List.of(Map.of("name", "sidecar", "image", "9"), Map.of("name", "a", "image", "2")));
    Map<String, Object> owned = Map.of("f:containers", Map.of("k:{\"name\":\"a\"}", Map.of()));
    assertThat(projected(ours, live, owned))
        .isEqualTo(
            Map.of("spec", Map.of("containers", List.of(Map.of("name", "a", "image", "2")))));
  }

  @Test
  void aFalseThatTheServerLeavesOutIsKeptWhileWeOwnIt() {
    Map<String, Object> ours = Map.of("hostNetwork", false);
    assertThat(projected(ours, Map.of(), Map.of("f:hostNetwork", Map.of())))
        .isEqualTo(Map.of("spec", ours));
  }

  @Test
  void aFalseThatSomebodyRemovedIsDrift() {
    assertThat(projected(Map.of("automount", false), Map.of(), Map.of("f:other", Map.of())))
        .isEqualTo(Map.of("spec", Map.of()));
  }

  @Test
  void quantitiesAreComparedByAmount() {
    assertThat(Quantities.same("1000m", "1")).isTrue();
    assertThat(Quantities.same("1Gi", "1024Mi")).isTrue();
    assertThat(Quantities.same("1G", "1Gi")).isFalse();
    assertThat(Quantities.same("a", "b")).isFalse();
  }

  @Test
  void typesOfThePackageAreRead() {
    assertThat(POD).isEqualTo(new TypeToken("v1", "Pod", false));
    assertThat(TypeToken.parse("kubernetes:core/v1:ServiceAccountPatch"))
        .isEqualTo(new TypeToken("v1", "ServiceAccount", true));
    assertThat(TypeToken.parse("kubernetes:agents.x-k8s.io/v1alpha1:Sandbox").apiVersion())
        .isEqualTo("agents.x-k8s.io/v1alpha1");
  }

  @Test
  void listsAndChartsAreRefused() {
    for (String token :
        List.of(
            "kubernetes:core/v1:PodList",
            "kubernetes:helm.sh/v3:Release",
            "kubernetes:yaml/v2:ConfigFile",
            "kubernetes:kustomize/v2:Directory")) {
      assertThatThrownBy(() -> TypeToken.parse(token)).hasMessageContaining("does not support");
    }
  }

  @Test
  void complaintsOfTheMergeSchemaNameTheirFields() {
    String message =
        "failed to create typed patch object (ns/a; v1, Kind=Pod): errors:\n"
            + "  .spec.hrad: field not declared in schema\n  .spec.x: expected string, got &{1}";
    ApiFailure failure = new ApiFailure("cannot apply", 500, Map.of("message", message));
    assertThat(failure.isInvalid()).isTrue();
    assertThat(failure.causes())
        .extracting(cause -> cause.path() + ": " + cause.message())
        .containsExactly(
            "spec.hrad: field not declared in schema", "spec.x: expected string, got &{1}");
  }

  @Test
  void immutableFieldsAreRecognised() {
    for (String text :
        List.of(
            "Invalid value: {}: field is immutable",
            "Invalid value: []: may not change once set",
            "Invalid value: {}: cannot change roleRef",
            "Forbidden: updates to statefulset spec for fields other than 'replicas' are forbidden",
            "Forbidden: pod updates may not change fields other than image")) {
      assertThat(new ApiFailure.Cause("", text, "spec").isImmutable()).as(text).isTrue();
    }
  }
}
