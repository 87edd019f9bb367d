package dev.tenantry.policies.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;

/** What a stack says of rules, as the engine hands it over, and what is refused. */
class ConfigureTest {
  private static final Map<String, Object> NOBODY = Map.of("labels", Map.of("owner", "nobody"));

  @Test
  void aLevelIsThatOfTheMessage() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      assertThat(levels(engine)).containsExactly(EnforcementLevel.MANDATORY);
      engine.configured(SampleRules.OWNED, EnforcementLevel.ADVISORY, Map.of());
      assertThat(levels(engine)).containsExactly(EnforcementLevel.ADVISORY);
      engine.configured(SampleRules.OWNED, EnforcementLevel.DISABLED, Map.of());
      assertThat(levels(engine)).isEmpty();
      engine.configured("all", EnforcementLevel.ADVISORY, Map.of());
      assertThat(levels(engine)).containsExactly(EnforcementLevel.ADVISORY);
    }
  }

  @Test
  void aParameterIsWhatTheStackSays() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      engine.configured(
          SampleRules.OWNED, EnforcementLevel.MANDATORY, Map.of("owners", List.of("nobody")));
      assertThat(levels(engine)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such-rule | MANDATORY | owners | there is no rule no-such-rule;"
            + " docs/policies.md lists the rules",
        "namespace-has-owner | MANDATORY | owner | namespace-has-owner: takes no parameter owner;"
            + " it takes owners",
        "namespace-has-owner | MANDATORY | owners |"
            + " namespace-has-owner: owners must be of the kind array",
        "owners-are-unique | MANDATORY | owners | owners-are-unique: takes no parameter owners",
        "all | MANDATORY | owners | all: takes a level, and no parameters",
      })
  void whatCannotBeMeantIsRefused(
      String rule, EnforcementLevel level, String parameter, String says) {
    try (Engine engine = Engine.of(SampleRules.all())) {
      assertThatThrownBy(() -> engine.configured(rule, level, Map.of(parameter, "nobody")))
          .hasMessage("INVALID_ARGUMENT: " + says);
    }
  }

  @Test
  void aRemedyThatARuleDoesNotHaveIsRefused() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      assertThatThrownBy(
              () -> engine.configured(SampleRules.UNIQUE, EnforcementLevel.REMEDIATE, Map.of()))
          .hasMessage(
              "INVALID_ARGUMENT: owners-are-unique: has no remedy;"
                  + " say mandatory, advisory or disabled");
    }
  }

  private static List<EnforcementLevel> levels(Engine engine) {
    return engine.pack.analyze(Engine.namespace("one", NOBODY)).getDiagnosticsList().stream()
        .map(AnalyzeDiagnostic::getEnforcementLevel)
        .toList();
  }
}
