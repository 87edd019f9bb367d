package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.plan.LoweredRule;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Outcome;
import dev.tenantry.plan.Places;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.PlanJson;
import dev.tenantry.plan.PlanMarkdown;
import dev.tenantry.plan.PlanSarif;
import dev.tenantry.plan.PlanWords;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.PropertyChange;
import dev.tenantry.plan.Remark;
import dev.tenantry.plan.Source;
import dev.tenantry.policies.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded events of the engine, and exactly what is written of them in each form. */
class PlanReportsTest {
  @ParameterizedTest
  @CsvSource({
    "no-change, NO_CHANGE",
    "new-tenant, CHANGES",
    "quota-change, CHANGES",
    "replaced-server, CHANGES",
    "deletion, FAILED",
    "advisory, CHANGES",
    "mandatory, VIOLATIONS",
    "secrets, CHANGES",
    "injection, VIOLATIONS",
    "test-providers, CHANGES"
  })
  void everyFormIsExactlyThis(String name, Outcome outcome) throws Exception {
    Plan plan = RecordedEvents.plan("dev", name);
    assertThat(plan.outcome()).isEqualTo(outcome);
    String comment = PlanMarkdown.of(plan, Optional.empty());
    String json = PlanJson.of(plan);
    String sarif = PlanSarif.of(plan, places());
    PlanSchemas.assertPlan(json);
    PlanSchemas.assertSarif(sarif);
    Golden.assertMatches("plan/" + name + ".txt", PlanText.of(plan));
    Golden.assertMatches("plan/" + name + ".md", comment);
    Golden.assertMatches("plan/" + name + ".json", json);
    if (!plan.verdicts().isEmpty()) {
      Golden.assertMatches("plan/" + name + ".sarif", sarif);
    }
    GithubMarkdown.assertSafe(comment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets"})
  void noSecretIsInAnyForm(String name) {
    Plan plan = RecordedEvents.plan("dev", name);
    for (String text :
        List.of(
            PlanText.of(plan),
            PlanMarkdown.of(plan, Optional.empty()),
            PlanJson.of(plan),
            PlanSarif.of(plan, places()))) {
      assertThat(text).doesNotContain("HUSH");
    }
    // Masked, and still there: a reviewer must see that it changes.
    assertThat(PlanText.of(plan))
        .contains("stringData.plain: [secret] -> [secret]")
        .contains("data: [secret] -> [secret]")
        .contains("automountServiceAccountToken: absent -> false")
        .contains("env[0].value: [secret] -> [secret]")
        .contains("  kubeconfig: [secret] -> [secret]")
        .contains("env[1].value: info -> debug");
  }

  // "No violation" is worth what was asked.
  @Test
  void rulesThatWereNotAskedAreSaid() throws Exception {
    List<LoweredRule> lowered = new ArrayList<>();
    lowered.add(new LoweredRule("quiet", Level.MANDATORY, Level.ADVISORY));
    for (int index = 10; index < 60; index++) {
      lowered.add(new LoweredRule("rule-" + index, Level.ADVISORY, Level.DISABLED));
    }
    Preview preview = RecordedEvents.events("no-change").preview("dev", Optional.empty());
    Plan plan = Plan.of(preview, List.of(), lowered);
    String comment = PlanMarkdown.of(plan, Optional.empty());
    GithubMarkdown.assertSafe(comment);
    assertThat(comment)
        .contains(
            "### Policies: no violation (tenantry v0.1.0; 50 rules switched off, 1 rule made"
                + " advisory)\n\n<details><summary>By the stack's policies.json: 50 rules")
        .contains("- disabled: `rule-10`, `rule-11`")
        .contains("`rule-49` and 10 more; the JSON names all\n- advisory: `quiet`\n\n</details>");
    assertThat(PlanText.of(plan))
        .contains("; 50 rules switched off, 1 rule made advisory)\n")
        .contains("  disabled instead of advisory: rule-59\n")
        .contains("  advisory instead of mandatory: quiet\n");
    PlanSchemas.assertPlan(PlanJson.of(plan));
    Plan one = Plan.of(preview, List.of(), lowered.subList(0, 1));
    assertThat(PlanWords.policies(one))
        .isEqualTo("no violation (tenantry v0.1.0; 1 rule made advisory)");
  }

  @Test
  void aPreviewThatEndsWithoutAWordFails() {
    Plan plan =
        Plan.of(
            RecordedEvents.events("no-change").preview("dev", Optional.of("plugin not found")),
            List.of());
    assertThat(plan.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(PlanText.of(plan)).contains("error: plugin not found\n");
  }

  @Test
  void aPreviewThatARuleEndsIsAViolationAndNoFailure() {
    Plan plan =
        Plan.of(
            RecordedEvents.events("mandatory").preview("dev", Optional.of("preview failed")),
            List.of());
    assertThat(plan.outcome()).isEqualTo(Outcome.VIOLATIONS);
    assertThat(plan.remarks()).isEmpty();
  }

  @Test
  void anErrorBesideAViolationIsAFailureAsTheRestIsNotKnown() {
    PlanEvents events = RecordedEvents.events("deletion");
    assertThat(Plan.of(events.preview("dev", Optional.of("failed")), List.of()).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  // A provider that cannot reach its cluster yet warns once for each of its resources.
  @Test
  void whatIsSaidOfManyResourcesIsSaidOnce() {
    Remark one = new Remark(Remark.Kind.WARNING, "urn:pulumi:dev::tenantry::a:b:C::one", "later");
    Remark two = new Remark(Remark.Kind.WARNING, "urn:pulumi:dev::tenantry::a:b:C::two", "later");
    Preview preview =
        new Preview(
            "dev",
            Source.ENGINE,
            true,
            new TreeMap<>(),
            List.of(),
            List.of(),
            List.of(one, two, new Remark(Remark.Kind.WARNING, "", "other")));
    assertThat(PlanText.of(Plan.of(preview, List.of())))
        .startsWith(
            "warning: a:b:C one: later\nwarning: (and the same 1 more times)\nwarning: other\n");
  }

  @Test
  void theThreeStepsOfAReplacementAreOneChange() {
    Plan plan = RecordedEvents.plan("prod", "replaced-server");
    assertThat(plan.count(Operation.REPLACED)).isEqualTo(1);
    assertThat(plan.count(Operation.DELETED)).isZero();
    assertThat(plan.sections().get(0).changes().get(0).properties())
        .containsExactly(
            new PropertyChange(
                "region", Optional.of("europe-west1"), Optional.of("europe-west4"), true),
            new PropertyChange(
                "settings.tier",
                Optional.of("db-custom-4-15360"),
                Optional.of("db-custom-16-61440"),
                false));
  }

  static Places places() {
    return new Places(
        "stacks/dev",
        file -> {
          try {
            Path path = Path.of(file);
            return Files.exists(path) ? Optional.of(Files.readAllLines(path)) : Optional.empty();
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }
}
