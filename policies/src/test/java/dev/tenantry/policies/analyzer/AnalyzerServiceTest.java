package dev.tenantry.policies.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import dev.tenantry.policies.pack.TenantryRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;
import pulumirpc.AnalyzerOuterClass.PolicyType;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;

/** The service behind a real port, asked in the engine's order. */
class AnalyzerServiceTest {
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  private static final Map<String, Object> NOBODY = Map.of("labels", Map.of("owner", "nobody"));

  @Test
  void theCallsOfAPreviewInTheEnginesOrder() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      assertThat(engine.pack.getAnalyzerInfo(Empty.getDefaultInstance()).getSupportsConfig())
          .isTrue();
      engine.configured(SampleRules.OWNED, EnforcementLevel.ADVISORY, Map.of());
      var request = Engine.namespace("one", NOBODY);
      assertThat(engine.pack.remediate(request).getRemediationsList()).isEmpty();
      assertThat(engine.pack.analyze(request).getDiagnosticsList()).hasSize(1);
      assertThat(stack(engine, List.of("one")).getDiagnosticsList()).isEmpty();
      assertThat(engine.pack.cancel(Empty.getDefaultInstance())).isNotNull();
      assertThatThrownBy(() -> engine.pack.analyze(request)).isNotNull();
    }
  }

  @Test
  void aViolationSaysWhatIsWrongWhatToDoWhyAndWhoAsks() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      AnalyzeDiagnostic said =
          engine.pack.analyze(Engine.namespace("one", NOBODY)).getDiagnostics(0);
      assertThat(said.getMessage())
          .isEqualTo(
              """
              metadata.labels.owner is nobody; it must be an owner
              Instead: A way out.
              Why: A reason.
              Source: CIS GKE 1.6 4.2.1, Tenantry p""");
      assertThat(said.getPolicyName()).isEqualTo(SampleRules.OWNED);
      assertThat(said.getDescription()).isEqualTo("A title");
      assertThat(said.getEnforcementLevel()).isEqualTo(EnforcementLevel.MANDATORY);
      assertThat(said.getSeverity()).isEqualTo(PolicySeverity.POLICY_SEVERITY_HIGH);
      assertThat(said.getUrn()).isEqualTo(Engine.urn("one"));
    }
  }

  @Test
  void theEngineLearnsWhatPeopleReadAboutARule() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      AnalyzerInfo info = engine.pack.getAnalyzerInfo(Empty.getDefaultInstance());
      assertThat(info.getName()).isEqualTo("tenantry");
      PolicyInfo owned = info.getPolicies(0);
      assertThat(owned.getPolicyType()).isEqualTo(PolicyType.POLICY_TYPE_RESOURCE);
      assertThat(owned.getDescription()).isEqualTo("A title. A reason.");
      assertThat(owned.getRemediationSteps()).isEqualTo("A way out.");
      assertThat(owned.getFramework().getName()).isEqualTo("CIS GKE 1.6");
      assertThat(owned.getFramework().getSpecification()).isEqualTo("4.2.1");
      assertThat(owned.getTagsList()).containsExactly("CIS GKE 1.6 4.2.1", "Tenantry p");
      assertThat(Structs.json(owned.getConfigSchema().getProperties()))
          .hasToString(
              "{\"owners\":{\"type\":\"array\",\"description\":\"Who may own a Namespace\","
                  + "\"default\":[\"acme\",\"globex\"],\"items\":{\"type\":\"string\"}}}");
      assertThat(info.getPolicies(1).getPolicyType()).isEqualTo(PolicyType.POLICY_TYPE_STACK);
    }
  }

  @Test
  void everyRuleOfThePackCanBeTold() {
    try (Engine engine = Engine.of(TenantryRules.all())) {
      assertThat(engine.pack.getAnalyzerInfo(Empty.getDefaultInstance()).getPoliciesList())
          .hasSameSizeAs(TenantryRules.all().all())
          .allSatisfy(
              rule ->
                  assertThat(rule.getSeverity())
                      .isNotEqualTo(PolicySeverity.POLICY_SEVERITY_UNSPECIFIED));
    }
  }

  @Test
  void whatIsNotKnownYetIsNotReported() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      for (Map<String, ?> metadata :
          List.of(
              Map.of("labels", UNKNOWN),
              Map.of("labels", Map.of("owner", UNKNOWN)),
              Map.of("labels", Map.of("owner", secret(UNKNOWN))))) {
        assertThat(engine.pack.analyze(Engine.namespace("one", metadata)).getDiagnosticsList())
            .isEmpty();
      }
    }
  }

  @Test
  void aSecretIsJudgedAndNeverSaid() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      var good = Map.of("labels", Map.of("owner", secret("acme")));
      var bad = Map.of("labels", secret(Map.of("owner", "hunter2")));
      assertThat(engine.pack.analyze(Engine.namespace("one", good)).getDiagnosticsList()).isEmpty();
      AnalyzeResponse said = engine.pack.analyze(Engine.namespace("two", bad));
      assertThat(said.toString()).doesNotContain("hunter2");
      assertThat(said.getDiagnostics(0).getMessage())
          .startsWith("metadata.labels.owner is [secret]; it must be an owner");
    }
  }

  @Test
  void aRuleThatFailsStopsTheEngineAndSaysNoValue() {
    try (Engine engine = Engine.of(SampleRules.broken())) {
      var request = Engine.namespace("one", Map.of("name", "hunter2"));
      assertThatThrownBy(() -> engine.pack.analyze(request))
          .hasMessageStartingWith(
              "INTERNAL: rule rule-that-fails cannot judge "
                  + Engine.urn("one")
                  + ": IllegalStateException at ")
          .hasMessageContaining("SampleRules.java")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void aRuleThatIsNotAboutAResourceSaysSo() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      AnalyzeResponse said =
          engine.pack.analyze(
              Engine.namespace("one", NOBODY).toBuilder()
                  .setProperties(Struct.getDefaultInstance())
                  .build());
      assertThat(said.getDiagnosticsList()).isEmpty();
      assertThat(said.getNotApplicable(0).getPolicyName()).isEqualTo(SampleRules.OWNED);
    }
  }

  @Test
  void aStackIsJudgedByItsInputsAlsoWhereAPreviewHasNoOutputs() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      var acme = Map.of("labels", Map.of("owner", "acme"));
      for (String name : List.of("zulu", "alpha")) {
        assertThat(engine.pack.analyze(Engine.namespace(name, acme)).getDiagnosticsList())
            .isEmpty();
      }
      AnalyzeResponse said = stack(engine, List.of("alpha", "zulu"));
      // The second in the program's order, whatever the order at the end.
      assertThat(said.getDiagnosticsList())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.getUrn()).isEqualTo(Engine.urn("alpha"));
                assertThat(one.getMessage()).startsWith("acme owns two in dev");
              });
    }
  }

  @Test
  void whatIsInTheStackAndNotInTheProgramIsJudgedToo() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      var acme = Map.of("labels", Map.of("owner", "acme"));
      var request = AnalyzeStackRequest.newBuilder();
      request.addResources(Engine.atTheEnd("one", Engine.properties(acme)));
      request.addResources(Engine.atTheEnd("two", Engine.properties(acme)));
      assertThat(engine.pack.analyzeStack(request.build()).getDiagnosticsList()).hasSize(1);
    }
  }

  @Test
  void fiveThousandResourcesAreOneMessage() {
    try (Engine engine = Engine.of(SampleRules.all())) {
      var request = AnalyzeStackRequest.newBuilder();
      String large = "x".repeat(4_000);
      for (int i = 0; i < 5_000; i++) {
        var metadata = Map.of("labels", Map.of("owner", "o" + i), "annotations", large);
        request.addResources(Engine.atTheEnd("n" + i, Engine.properties(metadata)));
      }
      assertThat(request.build().getSerializedSize()).isGreaterThan(20 << 20);
      assertThat(engine.pack.analyzeStack(request.build()).getDiagnosticsList()).isEmpty();
    }
  }

  @Test
  void aRemedyAddsOnlyIfTheStackSaysSo() {
    var lacking = Map.of("annotations", Map.of("owner", "acme"));
    try (Engine engine = Engine.of(SampleRules.all())) {
      var request = Engine.namespace("one", lacking);
      assertThat(engine.pack.remediate(request).getRemediationsList()).isEmpty();
      engine.configured(SampleRules.OWNED, EnforcementLevel.REMEDIATE, Map.of());
      RemediateResponse added = engine.pack.remediate(request);
      assertThat(Structs.json(added.getRemediations(0).getProperties()).at("/metadata"))
          .hasToString("{\"annotations\":{\"owner\":\"acme\"},\"labels\":{\"owner\":\"acme\"}}");
      assertThat(added.getRemediations(0).getPolicyName()).isEqualTo(SampleRules.OWNED);
    }
  }

  @Test
  void aRemedyChangesNothingThatIsThereAndOpensNoSecret() {
    var annotations = Map.of("owner", "acme");
    try (Engine engine = Engine.of(SampleRules.all())) {
      engine.configured("all", EnforcementLevel.REMEDIATE, Map.of());
      for (Object labels :
          List.of(Map.of("owner", "nobody"), UNKNOWN, secret(Map.of("team", "one")))) {
        var request = Engine.namespace("one", Map.of("labels", labels, "annotations", annotations));
        assertThat(engine.pack.remediate(request).getRemediationsList()).isEmpty();
      }
      // What no remedy helps stops the update.
      assertThat(
              engine
                  .pack
                  .analyze(Engine.namespace("one", Map.of()))
                  .getDiagnostics(0)
                  .getEnforcementLevel())
          .isEqualTo(EnforcementLevel.MANDATORY);
    }
  }

  private static AnalyzeResponse stack(Engine engine, List<String> names) {
    var request = AnalyzeStackRequest.newBuilder();
    names.forEach(name -> request.addResources(Engine.atTheEnd(name, Struct.getDefaultInstance())));
    return engine.pack.analyzeStack(request.build());
  }

  private static Map<String, Object> secret(Object value) {
    return Map.of(
        "4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270", "value", value);
  }
}
