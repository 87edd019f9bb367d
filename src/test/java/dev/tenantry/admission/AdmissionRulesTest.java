package dev.tenantry.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.AdmissionConfig;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rules: complete, explained and exactly what it becomes. */
class AdmissionRulesTest {
  private static final AdmissionConfig CONFIG =
      ConfigLoader.load(Path.of(""), "local").platform().admission();
  private static final List<RecordedResource> RECORDING =
      StackCase.shipped("local").stream()
          .filter(resource -> resource.parent().startsWith(TypeTokens.ADMISSION_POLICIES))
          .toList();

  static Stream<String> rules() {
    return AdmissionRules.of(CONFIG).stream().map(AdmissionRule::id);
  }

  @Test
  void everyRuleHasACaseThatPassesAndOneThatIsRefused() {
    assertThat(ruleIds(false)).isEqualTo(rules().collect(Collectors.toCollection(TreeSet::new)));
    assertThat(ruleIds(true)).isEqualTo(rules().collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyRuleHasANameAReasonAndASourceOfItsOwn() {
    List<AdmissionRule> all = AdmissionRules.of(CONFIG);
    assertThat(all).hasSizeGreaterThanOrEqualTo(27);
    assertThat(all.stream().map(AdmissionRule::id)).doesNotHaveDuplicates();
    assertThat(all.stream().map(AdmissionRule::why)).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(
            rule -> {
              assertThat(rule.why()).endsWith(".");
              assertThat(rule.source()).isNotBlank();
            });
    // Two alike would leave a tenant, and the test on the API server, guessing which rule spoke.
    assertThat(all.stream().flatMap(rule -> rule.checks().stream()))
        .extracting(AdmissionRule.Check::message)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleBecomesExactlyThisPolicyAndThisBinding(String rule) {
    Golden.assertMatches(
        "admission/" + rule + ".yaml",
        Report.of(
            RECORDING.stream()
                .filter(resource -> resource.name().equals("admission-" + rule))
                .toList()));
  }

  @Test
  void classesAndFairnessAreExactlyThese() {
    Set<String> policies = rules().map(rule -> "admission-" + rule).collect(Collectors.toSet());
    Golden.assertMatches(
        "admission/_classes-and-fairness.yaml",
        Report.of(
            RECORDING.stream().filter(resource -> !policies.contains(resource.name())).toList()));
  }

  @Test
  void theCheckedInTableIsFresh() {
    StringBuilder table =
        new StringBuilder(
            """
            # Admission rules

            Generated from the table in `admission/`; `make fix` rewrites it. Each rule is a
            ValidatingAdmissionPolicy `tenantry-<rule>`: the API server evaluates it itself, it
            fails closed, and it holds in every Namespace with the label `tenant.id`.
            `AdmissionPoliciesE2E` shows for each rule what passes and what is refused. The texts
            are those of stack local.

            | Rule | What a tenant reads | Why | Source |
            |---|---|---|---|
            """);
    for (AdmissionRule rule : AdmissionRules.of(CONFIG)) {
      String messages =
          rule.checks().stream()
              .map(AdmissionRule.Check::message)
              .collect(Collectors.joining("; "));
      table.append(
          String.format(
              "| `%s` | %s | %s | %s |%n",
              rule.id(),
              messages.replace("<", "&lt;").replace("*", "\\*"),
              rule.why(),
              rule.source()));
    }
    Golden.assertFileMatches(Path.of("docs", "admission.md"), table.toString());
  }

  private static Set<String> ruleIds(boolean refused) {
    return AdmissionCase.all().stream()
        .filter(one -> one.refused() == refused)
        .map(AdmissionCase::rule)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
