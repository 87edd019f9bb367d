package dev.tenantry.policies.product;

import dev.tenantry.golden.Golden;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.google.GoogleRules;
import dev.tenantry.policies.kubernetes.KubernetesRules;
import dev.tenantry.policies.pack.RuleCase;
import dev.tenantry.policies.tenancy.TenancyRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/policy-rules.md lists every rule of the pack as the rules say it themselves. */
class PolicyRulesDocTest {
  private static final Path PAGE = Path.of("docs", "policy-rules.md");
  private static final Path CASES = Path.of("policies", "src", "test", "cases");

  @Test
  void thePageListsEveryRule() throws IOException {
    Map<String, List<PolicyRule>> groups = new LinkedHashMap<>();
    groups.put("Objects of Kubernetes, each by itself", KubernetesRules.all());
    groups.put("Resources of Google Cloud, each by itself", GoogleRules.all());
    groups.put("The whole stack, seen from its tenants", TenancyRules.all());
    StringBuilder page =
        new StringBuilder(
            "# The rules of the policy pack\n\n"
                + "Generated from the rules; `make fix` rewrites it. What each asks for is shown"
                + " case by case in\n`policies/src/test/cases/<rule>.yaml`, and that it fires on"
                + " what the program declares by a fault\nplanted from"
                + " `src/test/policies/faults/<rule>.yaml`."
                + " [policy-coverage.md](policy-coverage.md) goes the other\nway: from each"
                + " control of a catalogue to the rules.\n");
    groups.forEach((title, rules) -> page.append(section(title, rules)));
    page.append(
        "\n## Remedies\n\nWhat the level `remediate` adds where it is missing; [policies.md]"
            + "(policies.md) says how. No other rule\nhas one: what it asks for takes a person,"
            + " replaces what runs, or may have been left out on purpose.\n\n"
            + "| Rule | Adds |\n|---|---|\n");
    for (List<PolicyRule> rules : groups.values()) {
      for (PolicyRule rule : rules) {
        page.append(remedies(rule.info().id()));
      }
    }
    Golden.assertFileMatches(PAGE, page.toString());
  }

  private static String section(String title, List<PolicyRule> rules) {
    return "\n## "
        + title
        + " ("
        + rules.size()
        + ")\n\n| Rule | What must hold | Severity | Level | Asked for by |\n"
        + "|---|---|---|---|---|\n"
        + rules.stream().map(rule -> row(rule.info())).collect(Collectors.joining());
  }

  private static String row(RuleInfo rule) {
    return String.join(
            " | ",
            "| `" + rule.id() + "`",
            escaped(rule.title()),
            rule.severity().name().toLowerCase(Locale.ROOT),
            rule.level().name().toLowerCase(Locale.ROOT),
            escaped(controls(rule.controls())))
        + " |\n";
  }

  private static String remedies(String rule) throws IOException {
    return RuleCase.read(CASES, rule).stream()
        .flatMap(one -> one.adds().stream())
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .distinct()
        .map(line -> "| `" + rule + "` | `" + line + "` |\n")
        .collect(Collectors.joining());
  }

  /** By catalogue, in the order in which the rule names them. */
  private static String controls(List<Control> controls) {
    Map<String, List<String>> ids =
        controls.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.catalogue().title(),
                    LinkedHashMap::new,
                    Collectors.mapping(Control::id, Collectors.toList())));
    return ids.entrySet().stream()
        .map(entry -> entry.getKey() + " " + String.join(", ", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
