package dev.tenantry.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.resources.CustomResourceOptions;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackRecordingTest {
  @Test
  void aNameRegisteredTwiceFailsInsteadOfOverwriting() {
    assertThatThrownBy(
            () ->
                StackRecording.of(
                    "local",
                    context -> {
                      new Namespace("twice");
                      new Namespace("twice");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kubernetes:core/v1:Namespace::twice");
  }

  @Test
  void optionsThatChangeWhatTheEngineDoesAreRecorded() {
    var recording =
        StackRecording.of(
            "local",
            context ->
                new Namespace(
                    "kept",
                    null,
                    CustomResourceOptions.builder().protect(true).retainOnDelete(true).build()));
    assertThat(recording).hasSize(1);
    assertThat(recording.get(0).options()).containsEntry("protect", true);
    assertThat(recording.get(0).options()).containsEntry("retainOnDelete", true);
  }

  @Test
  void aProgramThatFailsFailsTheRecording() {
    assertThatThrownBy(
            () ->
                StackRecording.of(
                    "local",
                    context -> {
                      throw new IllegalArgumentException("no such tier");
                    }))
        .hasStackTraceContaining("no such tier");
  }

  // A vanished or renamed line is a replacement of a live resource: it needs an alias.
  @ParameterizedTest
  @ValueSource(strings = {"local", "dev", "prod"})
  void theUrnsOfEachShippedStackAreTheOnesInTheLedger(String stack) {
    Map<Boolean, String> urns =
        Report.urns(stack, StackCase.shipped(stack))
            .lines()
            .collect(
                Collectors.partitioningBy(
                    urn -> urn.contains("::" + TypeTokens.TENANT), Collectors.joining("\n")));
    Golden.assertMatches("urns/" + stack + ".txt", urns.get(false) + "\n");
    Golden.assertMatches("urns/" + stack + "-tenants.txt", urns.get(true) + "\n");
  }

  @Test
  void twoRecordingsOfOneStackAreEqual() {
    assertThat(Report.of(StackCase.shipped("local")))
        .isEqualTo(Report.of(StackCase.shipped("local")));
  }
}
