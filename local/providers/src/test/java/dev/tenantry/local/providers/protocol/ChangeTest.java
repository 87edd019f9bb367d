package dev.tenantry.local.providers.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pulumirpc.Provider.DiffResponse;

final class ChangeTest {
  @Test
  void pathsAreWrittenAsTheEngineWritesThem() {
    Map<String, Object> old =
        Map.of("spec", Map.of("hard", Map.of("requests.cpu", "1"), "list", List.of("a", "b")));
    Map<String, Object> fresh =
        Map.of("spec", Map.of("hard", Map.of("requests.cpu", "2"), "list", List.of("a")), "n", 1L);
    assertThat(Change.between(old, fresh))
        .extracting(change -> change.kind() + " " + change.path())
        .containsExactly("ADD n", "UPDATE spec.hard[\"requests.cpu\"]", "DELETE spec.list[1]");
  }

  @Test
  void emptyAndAbsentDiffer() {
    // A NetworkPolicy with `ingress: []` is not one without `ingress` to everybody who reads it.
    assertThat(Change.between(Map.of(), Map.of("ingress", List.of()))).hasSize(1);
    assertThat(Change.between(Map.of("podSelector", Map.of()), Map.of())).hasSize(1);
  }

  @Test
  void aSecretMarkAloneIsNoChange() {
    assertThat(Change.between(Map.of("a", "x"), Map.of("a", new Secret("x")))).isEmpty();
  }

  @Test
  void anUnknownValueIsAChange() {
    assertThat(Change.between(Map.of("a", "x"), Map.of("a", Sentinel.UNKNOWN))).hasSize(1);
  }

  @Test
  void theAnswerListsWhatReplaces() {
    List<Change> changes = Change.between(Map.of("a", "1", "b", "1"), Map.of("a", "2", "b", "2"));
    DiffResponse answer = DiffAnswer.of(changes, path -> path.top().equals("b"), true);
    assertThat(answer.getReplacesList()).containsExactly("b");
    assertThat(answer.getDiffsList()).containsExactly("a", "b");
    assertThat(answer.getDeleteBeforeReplace()).isTrue();
  }

  @Test
  void pathsOfTheApiServerAreRead() {
    assertThat(PropertyPath.parse("spec.hard[requests.cpu]"))
        .hasToString("spec.hard[\"requests.cpu\"]");
    assertThat(PropertyPath.parse(".spec.containers[0].image"))
        .hasToString("spec.containers[0].image");
    assertThat(PropertyPath.parse(".spec.containers[name=\"a.b\"].image").steps()).hasSize(4);
  }

  @Test
  void secretMarksFollowTheirPlaces() {
    Map<String, Object> marks = Map.of("a", List.of("x", new Secret("y")), "b", new Secret("z"));
    Map<String, Object> target = Map.of("a", List.of("1", "2"), "b", Map.of("c", "3"));
    assertThat(Tree.withSecretsOf(marks, target))
        .isEqualTo(Map.of("a", List.of("1", new Secret("2")), "b", new Secret(Map.of("c", "3"))));
  }
}
