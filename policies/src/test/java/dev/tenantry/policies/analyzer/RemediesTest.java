package dev.tenantry.policies.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.Value;
import dev.tenantry.policies.Values;
import dev.tenantry.policies.pack.RuleCase;
import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.Remediation;

/** What each remedy adds to its rule's cases, asked over a real port. */
class RemediesTest {
  private static final Path FOLDER = Path.of("src/test/cases");

  @ParameterizedTest
  @MethodSource("rulesWithARemedy")
  void theRemedyAddsExactlyThis(ResourceRule rule) throws IOException {
    String id = rule.info().id();
    try (Engine engine = Engine.of(TenantryRules.all())) {
      engine.configured(id, EnforcementLevel.REMEDIATE, Map.of());
      for (RuleCase one : RuleCase.read(FOLDER, id)) {
        List<String> added = new ArrayList<>();
        for (JsonNode resource : one.resources()) {
          AnalyzeRequest request = request(resource);
          for (Remediation remedy : engine.pack.remediate(request).getRemediationsList()) {
            assertThat(remedy.getPolicyName()).isEqualTo(id);
            Value after = Values.of(Structs.json(remedy.getProperties()));
            String name = resource.path("name").asText();
            added(Values.of(resource.path("properties")), after)
                .forEach(line -> added.add(name + ": " + line));
          }
        }
        assertThat(added).as(one.toString()).containsExactlyInAnyOrderElementsOf(one.adds());
      }
    }
  }

  @Test
  void onlyRulesWithARemedySayWhatItAdds() throws IOException {
    List<String> adding = new ArrayList<>();
    for (PolicyRule rule : TenantryRules.all().all()) {
      String id = rule.info().id();
      if (RuleCase.read(FOLDER, id).stream().anyMatch(one -> !one.adds().isEmpty())) {
        adding.add(id);
      }
    }
    assertThat(adding)
        .isNotEmpty()
        .containsExactlyElementsOf(
            rulesWithARemedy().stream().map(rule -> rule.info().id()).toList());
  }

  static List<ResourceRule> rulesWithARemedy() {
    List<ResourceRule> rules = new ArrayList<>();
    for (PolicyRule rule : TenantryRules.all().all()) {
      if (rule instanceof ResourceRule one && one.remedy().isPresent()) {
        rules.add(one);
      }
    }
    return rules;
  }

  private static AnalyzeRequest request(JsonNode resource) {
    return AnalyzeRequest.newBuilder()
        .setUrn("urn:pulumi:case::tenantry::" + resource.path("type").asText() + "::one")
        .setType(resource.path("type").asText())
        .setName(resource.path("name").asText())
        .setProperties(Structs.struct(resource.path("properties")))
        .build();
  }

  /** Values that were not there before; fails if one that was there is another now. */
  private static List<String> added(Value before, Value after) {
    List<String> added = new ArrayList<>();
    after
        .fields()
        .forEach(
            (name, value) -> {
              Value old = before.field(name);
              if (!value.fields().isEmpty()) {
                added.addAll(added(old, value));
              } else if (old.isAbsent()) {
                added.add(value.path() + " = " + value.shown());
              } else {
                assertThat(value.shown()).as(value.path()).isEqualTo(old.shown());
              }
            });
    return added;
  }
}
