package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.engine.RawProgram.Providers;
import dev.tenantry.golden.StackCase;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.StackRule;
import dev.tenantry.policies.pack.RuleCase;
import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The policy pack as the real engine runs it: on the shipped stacks, and on every rule's cases. */
class PolicyPackE2E {
  private static final List<String> STACKS = StackCase.SHIPPED;
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final int PREVIEWS_AT_ONCE = 2;
  private static final Path PACK = Path.of("policies");
  private static final Path CASES = PACK.resolve("src/test/cases");

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("STACKS")
  void everyShippedStackPassesAndThePackIsQuiet(String stack) {
    Map<String, String> variables = new TreeMap<>(ENVIRONMENT.variables());
    variables.put("CLOUDSDK_CONFIG", folder.toString());
    variables.put("GOOGLE_APPLICATION_CREDENTIALS", folder.resolve("none.json").toString());
    CommandResult preview =
        Command.run(Path.of(""), variables, List.of("bin/tenantry", "preview", stack)).succeeded();
    assertThat(preview.out())
        .containsPattern("Policy Packs run:\\s+Name +Version\\s+tenantry\\|local\\|\\S+ +0\\.1\\.0")
        .doesNotContain("[mandatory]", "[advisory]", "warning:", "Picked up");
  }

  @Test
  void theStockCommandRunsItWithoutAWarning() {
    Project project = Project.in(folder, ENVIRONMENT);
    CommandResult preview =
        project.pulumi("preview", "--stack", "local", "--policy-pack", "policies").succeeded();
    assertThat(preview.out())
        .contains("tenantry@v0.1.0")
        .doesNotContain("[mandatory]", "[advisory]", "warning:", "Picked up");
  }

  /** All rules on one resource in one preview; each rule on a whole stack in one of its own. */
  @TestFactory
  List<DynamicTest> everyRuleStopsAPreviewWithItsMessage() throws IOException {
    List<RuleCase> together = new ArrayList<>();
    List<DynamicTest> tests = new ArrayList<>();
    // A preview waits for plug-ins to start half of its time: another one may work then.
    ExecutorService side = Executors.newFixedThreadPool(PREVIEWS_AT_ONCE);
    for (PolicyRule rule : TenantryRules.all().all()) {
      List<RuleCase> violating = violating(rule.info().id());
      if (rule instanceof StackRule) {
        RuleCase first = violating.get(0);
        Future<List<PolicyEvents.Violation>> said = side.submit(() -> alone(first));
        tests.add(DynamicTest.dynamicTest(first.toString(), () -> check(rule, first, said.get())));
      } else {
        together.addAll(violating);
      }
    }
    side.shutdown();
    Path place = Files.createDirectory(folder.resolve("together"));
    PlantedStack stack = PlantedStack.in(place, ENVIRONMENT, PACK);
    Path settings = Files.writeString(place.resolve("policies.json"), settings(together));
    CommandResult preview =
        stack
            .run(
                "preview",
                resources(together),
                Providers.NOT_KNOWN_YET,
                "--policy-pack-config",
                settings.toString())
            .failed();
    assertThat(preview.out()).contains("❌ tenantry@v0.1.0");
    List<PolicyEvents.Violation> said = stack.violations();
    for (RuleCase one : together) {
      tests.add(DynamicTest.dynamicTest(one.toString(), () -> check(rule(one), one, said)));
    }
    return tests;
  }

  @Test
  void aViolationStopsTheUpdateBeforeTheResourceExists() throws IOException {
    RuleCase open = violating("namespace-enforces-restricted").get(0);
    PlantedStack stack = PlantedStack.in(folder, ENVIRONMENT, PACK);
    CommandResult up =
        stack
            .run(
                "up",
                resources(List.of(open)),
                Providers.OF_THE_ENVIRONMENT,
                "--yes",
                "--skip-preview")
            .failed();
    assertThat(up.out()).contains("[mandatory]", "namespace-enforces-restricted", "Instead: ");
    assertThat(stack.state()).doesNotContain("kubernetes:core/v1:Namespace");
    String name = open.resources().get(0).at("/properties/metadata/name").asText();
    assertThat(ENVIRONMENT.kubectl("get", "namespace", name).failed().out()).contains("NotFound");
  }

  @Test
  void aStackChangesLevelsByAFileAndItsMistakesAreRefused() throws IOException {
    RuleCase open = violating("namespace-enforces-restricted").get(0);
    PlantedStack stack = PlantedStack.in(folder, ENVIRONMENT, PACK);
    Path file = folder.resolve("policies.json");
    Files.writeString(file, "{\"all\": \"advisory\"}");
    String[] settings = {"--policy-pack-config", file.toString()};
    stack.run("preview", resources(List.of(open)), Providers.NOT_KNOWN_YET, settings).succeeded();
    assertThat(stack.violations())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.level()).isEqualTo("advisory"));
    Files.writeString(file, "{\"namespace-is-tidy\": \"advisory\"}");
    assertThat(
            stack
                .run("preview", resources(List.of(open)), Providers.NOT_KNOWN_YET, settings)
                .failed()
                .out())
        .contains("there is no rule namespace-is-tidy; docs/policies.md lists the rules");
  }

  @Test
  void aRemedyAddsWhatIsMissingBeforeTheObjectExists() throws IOException {
    String rule = "service-account-mounts-no-token";
    String says =
        """
        {"apiVersion": "v1", "kind": "ServiceAccount",
         "metadata": {"name": "remedied", "namespace": "default"}}
        """;
    JsonNode account = new ObjectMapper().readTree(says);
    PlantedStack stack = PlantedStack.in(folder, ENVIRONMENT, PACK);
    Path file = folder.resolve("policies.json");
    Files.writeString(file, "{\"all\": \"disabled\", \"" + rule + "\": \"remediate\"}");
    CommandResult up =
        stack
            .run(
                "up",
                List.of(new RawResource("", "kubernetes:core/v1:ServiceAccount", "a", account)),
                Providers.OF_THE_ENVIRONMENT,
                "--yes",
                "--policy-pack-config",
                file.toString())
            .succeeded();
    assertThat(up.out()).contains("[remediate]  " + rule);
    assertThat(
            ENVIRONMENT
                .kubectl("get", "serviceaccount", "remedied", "-n", "default", "-o", "json")
                .succeeded()
                .out())
        .contains("\"automountServiceAccountToken\": false");
  }

  /** What the cases say to their rules; those of one rule say the same. */
  private static String settings(List<RuleCase> cases) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    for (RuleCase one : cases) {
      if (one.parameters().isObject()) {
        JsonNode before = file.replace(one.rule(), one.parameters());
        assertThat(before).as(one.toString()).isIn(null, one.parameters());
      }
    }
    return file.toString();
  }

  private List<PolicyEvents.Violation> alone(RuleCase one) throws IOException {
    Path place = Files.createDirectory(folder.resolve(one.rule()));
    PlantedStack stack = PlantedStack.in(place, ENVIRONMENT, PACK);
    stack.run("preview", resources(List.of(one)), Providers.NOT_KNOWN_YET);
    return stack.violations();
  }

  /** Each line of the case is said, by the rule, at the case's own resource. */
  private static void check(PolicyRule rule, RuleCase one, List<PolicyEvents.Violation> said) {
    String level = rule.info().level().name().toLowerCase(Locale.ROOT);
    String severity = rule.info().severity().name().toLowerCase(Locale.ROOT);
    for (String line : one.says()) {
      int colon = line.indexOf(": ");
      String name = line.substring(0, colon);
      String message = line.substring(colon + 2).lines().findFirst().orElseThrow();
      List<String> urns =
          raw(one).stream()
              .filter(resource -> resource.name().equals(name))
              .map(resource -> resource.urn(PlantedStack.STACK, PlantedStack.PROJECT))
              .toList();
      assertThat(said)
          .as(one.toString())
          .anySatisfy(
              found -> {
                assertThat(found.rule()).isEqualTo(one.rule());
                assertThat(found.level()).isEqualTo(level);
                assertThat(found.severity()).isEqualTo(severity);
                assertThat(found.urn()).isIn(urns);
                assertThat(found.message()).isEqualTo(message);
              });
    }
  }

  private static List<RuleCase> violating(String rule) throws IOException {
    return RuleCase.read(CASES, rule).stream().filter(one -> !one.says().isEmpty()).toList();
  }

  private static PolicyRule rule(RuleCase one) {
    return TenantryRules.all().all().stream()
        .filter(rule -> rule.info().id().equals(one.rule()))
        .findFirst()
        .orElseThrow();
  }

  private static List<RawResource> resources(List<RuleCase> cases) {
    return cases.stream().flatMap(one -> raw(one).stream()).toList();
  }

  /** In a group of their own: other cases use the same names. */
  private static List<RawResource> raw(RuleCase one) {
    String group = one.rule() + "-" + one.what().replaceAll("[^A-Za-z0-9]+", "-");
    return one.resources().stream()
        .map(
            resource ->
                new RawResource(
                    group,
                    resource.path("type").asText(),
                    resource.path("name").asText(),
                    resource.path("properties")))
        .toList();
  }
}
