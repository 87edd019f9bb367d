package dev.tenantry.policies.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.Region;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.StackCase;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleSettings;
import dev.tenantry.policies.Violation;
import dev.tenantry.policies.pack.TenantryRules;
import dev.tenantry.render.PolicyInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program declares passes every rule, and a planted fault breaks exactly its own. */
class ShippedStacksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STACKS = StackCase.SHIPPED;
  private static final Path FAULTS = Path.of("src/test/policies/faults");

  @ParameterizedTest
  @FieldSource("STACKS")
  void everyStackPassesEveryRule(String stack) {
    List<String> said =
        TenantryRules.all().judge(PolicyInput.of(stack, StackCase.shipped(stack))).stream()
            .map(ShippedStacksTest::line)
            .toList();
    assertThat(said).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("STACKS")
  void everyStackPassesWithWhatItsFileSaysOfRules(String stack) throws IOException {
    JsonNode file = JSON.readTree(Path.of("stacks", stack, "policies.json").toFile());
    List<String> said =
        RuleSettings.parse(file, TenantryRules.all())
            .applyTo(TenantryRules.all())
            .judge(PolicyInput.of(stack, StackCase.shipped(stack)))
            .stream()
            .map(ShippedStacksTest::line)
            .toList();
    assertThat(said).isEmpty();
  }

  // Two files say the regions: the platform's, and the pack's, which no program writes.
  @ParameterizedTest
  @FieldSource("STACKS")
  void theRulesAskForTheRegionsOfThePlatform(String stack) throws IOException {
    List<String> asked = new ArrayList<>();
    JSON.readTree(Path.of("stacks", stack, "policies.json").toFile())
        .at("/data-lies-in-allowed-regions/regions")
        .forEach(region -> asked.add(region.asText()));
    assertThat(ConfigLoader.load(Path.of(""), stack).platform().cloud().regions())
        .extracting(Region::value)
        .containsExactlyElementsOf(asked);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPlantedFaultBreaksItsRule(PlantedFault fault) {
    Set<String> broken =
        fault.among(TenantryRules.all()).judge(fault.stack()).stream()
            .map(found -> found.rule().id())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted = new TreeSet<>(fault.also());
    wanted.add(fault.rule());
    assertThat(broken).isEqualTo(wanted);
  }

  @Test
  void everyRuleHasAPlantedFaultAndEveryFileARule() throws IOException {
    try (Stream<Path> files = Files.list(FAULTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              TenantryRules.all().all().stream().map(rule -> rule.info().id() + ".yaml").toList());
    }
    for (PolicyRule rule : TenantryRules.all().all()) {
      assertThat(PlantedFault.read(FAULTS, rule.info().id())).as(rule.info().id()).isNotEmpty();
    }
  }

  static List<PlantedFault> faults() throws IOException {
    List<PlantedFault> faults = new ArrayList<>();
    for (PolicyRule rule : TenantryRules.all().all()) {
      faults.addAll(PlantedFault.read(FAULTS, rule.info().id()));
    }
    return faults;
  }

  private static String line(Violation found) {
    return found.rule().id() + " " + found.urn() + ": " + found.message();
  }
}
