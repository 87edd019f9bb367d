package dev.tenantry.policies.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule on its own cases: what passes, and what it says exactly of what does not. */
class CasesTest {
  private static final Path FOLDER = Path.of("src/test/cases");

  @ParameterizedTest
  @MethodSource("cases")
  void theRuleSaysExactlyThis(RuleCase one) {
    Rules rule = one.among(TenantryRules.all());
    List<String> said =
        rule.judge(one.stack()).stream()
            .map(found -> name(found) + ": " + found.message())
            .toList();
    assertThat(said).isEqualTo(one.says());
  }

  @Test
  void everyRuleHasACaseThatPassesAndOneThatDoesNot() throws IOException {
    for (PolicyRule rule : TenantryRules.all().all()) {
      List<RuleCase> cases = RuleCase.read(FOLDER, rule.info().id());
      assertThat(cases).as(rule.info().id()).anyMatch(one -> one.says().isEmpty());
      assertThat(cases).as(rule.info().id()).anyMatch(one -> !one.says().isEmpty());
    }
  }

  @Test
  void everyFileBelongsToARule() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              TenantryRules.all().all().stream().map(rule -> rule.info().id() + ".yaml").toList());
    }
  }

  static List<RuleCase> cases() throws IOException {
    List<RuleCase> cases = new ArrayList<>();
    for (PolicyRule rule : TenantryRules.all().all()) {
      cases.addAll(RuleCase.read(FOLDER, rule.info().id()));
    }
    return cases;
  }

  private static String name(Violation found) {
    return found.urn().substring(found.urn().lastIndexOf("::") + 2);
  }
}
