package dev.tenantry.conform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.contract.Mode;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleTest {
  @Test
  void eachRuleHasItsSentencesAndNoSentenceIsLeftOver() {
    Set<String> ids = Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.toSet());
    assertThat(ids).hasSize(Rule.values().length);
    assertThat(RuleTexts.all().keySet()).isEqualTo(ids);
    assertThat(RuleTexts.all().values())
        .allSatisfy(
            text -> {
              assertThat(text.demand()).endsWith(".").doesNotContain("|", "\n");
              assertThat(text.check()).isNotBlank().doesNotContain("|", "\n");
            });
  }

  // The whole point: silence about a rule must never read as a pass.
  @ParameterizedTest
  @EnumSource(Mode.class)
  void nothingThatNobodySpokeOfLooksPassed(Mode mode) {
    Report report = new Findings().report(mode, "the run did not come that far");
    assertThat(report.findings())
        .hasSize((int) Arrays.stream(Rule.values()).filter(it -> it.modes().contains(mode)).count())
        .allSatisfy(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.NOT_CHECKED);
              assertThat(finding.detail()).isNotBlank();
            });
  }

  @Test
  void aRuleThatFailedOnceHasFailed() {
    Findings findings = new Findings();
    findings.check(Rule.ALIVE, () -> Findings.expect(false, "200", 503));
    findings.check(Rule.ALIVE, () -> {});
    findings.skip(Rule.ALIVE, "no reason");
    assertThat(findings.report(Mode.TOOL, "").of(Rule.ALIVE))
        .contains(new Finding(Rule.ALIVE, Verdict.FAIL, "expected 200; saw 503"));
  }

  @Test
  void aCheckThatBreaksIsAFailureAndNotSilence() {
    Findings findings = new Findings();
    findings.check(
        Rule.ALIVE,
        () -> {
          throw new ConnectException("refused");
        });
    assertThat(findings.report(Mode.TOOL, "").violations()).containsExactly(Rule.ALIVE);
  }

  @Test
  void whatDependsOnAnotherRuleIsNotCheckedWithoutIt() {
    Findings findings = new Findings();
    findings.check(Rule.READY, () -> findings.require(Rule.ALIVE));
    assertThat(findings.report(Mode.TOOL, "").of(Rule.READY).orElseThrow().verdict())
        .isEqualTo(Verdict.NOT_CHECKED);
    findings.check(Rule.ALIVE, () -> {});
    findings.check(Rule.READY, () -> findings.require(Rule.ALIVE));
    assertThat(findings.holds(Rule.READY)).isTrue();
  }
}
