package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.providers.protocol.ProviderFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitForTest {
  private static final Map<String, Object> LIVE =
      Map.of(
          "metadata",
          Map.of("generation", 3),
          "spec",
          Map.of("size", 3.0, "names", List.of("a", "b")),
          "status",
          Map.of(
              "phase",
              "Running",
              "conditions",
              List.of(
                  condition("Ready", "False", 3),
                  condition("Stored", "True", 3),
                  condition("Old", "True", 2))));

  private static Map<String, Object> condition(String type, String status, int generation) {
    return Map.of(
        "type",
        type,
        "status",
        status,
        "observedGeneration",
        generation,
        "reason",
        "NoDatabase",
        "message",
        "the server is gone");
  }

  private static List<String> missing(String value) {
    Map<String, Object> inputs =
        Map.of("metadata", Map.of("annotations", Map.of("pulumi.com/waitFor", value)));
    Manifest manifest =
        new Manifest("urn", TypeToken.parse("kubernetes:example.org/v1:Widget"), inputs);
    return WaitFor.of(manifest).missing(LIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "condition=Stored",
        "condition=stored=true",
        "condition=Ready=False",
        "jsonpath={.status.phase}",
        "jsonpath={.status.phase}=Running",
        "jsonpath={$.status.phase}=Running",
        "jsonpath={.spec.size}=3",
        "jsonpath={.spec.names[1]}=b",
        "jsonpath={.spec.names[*]}=a",
        "jsonpath={.spec['names']}",
        "jsonpath={.status.conditions[?(@.type==\"Stored\")].status}=True",
        "[\"condition=Stored\", \"jsonpath={.status.phase}=Running\"]"
      })
  void whatHoldsIsNotMissing(String value) {
    assertThat(missing(value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "condition=Ready | condition Ready is False, not True: [NoDatabase] the server is gone",
        "condition=Gone | condition Gone is not there yet",
        "condition=Old | condition Old is of an older generation",
        "jsonpath={.status.login} | {.status.login} selected nothing",
        "jsonpath={.status.phase}=Done | {.status.phase} is Running, not Done",
        "jsonpath={.spec.names[7]} | {.spec.names[7]} selected nothing",
        "[\"condition=Stored\", \"condition=Gone\"] | condition Gone is not there yet"
      })
  void whatDoesNotHoldIsSaid(String value, String sentence) {
    assertThat(missing(value)).containsExactly(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ready | expected a \"jsonpath=\" or \"condition=\" prefix, got \"Ready\"",
        "[] | at least one condition must be specified",
        "jsonpath=.status.phase | should be wrapped in brackets",
        "jsonpath={.status.phase}= | requires a value",
        "jsonpath={.a}=b=c | format should be {.path}=value or {.path}",
        "jsonpath={.spec.names[?(@.x>1)]} | cannot read [?(@.x>1)]"
      })
  void whatCannotBeReadIsRefused(String value, String sentence) {
    assertThatThrownBy(() -> missing(value))
        .isInstanceOf(ProviderFailure.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aValueThatIsNoScalarIsRefused() {
    assertThatThrownBy(() -> missing("jsonpath={.spec.names}=a"))
        .hasMessageContaining("non-primitive");
  }
}
