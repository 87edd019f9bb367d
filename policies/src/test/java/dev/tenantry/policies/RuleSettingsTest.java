package dev.tenantry.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stack's file, in the engine's format. */
class RuleSettingsTest {
  private static final Rules RULES = new Rules(List.of(rule("first"), rule("second")));

  @Test
  void aRulesOwnEntryGoesBeforeAll() {
    Rules applied =
        parse("{\"second\": {\"enforcementLevel\": \"mandatory\"}, \"all\": \"disabled\"}")
            .applyTo(RULES);
    assertThat(applied.all())
        .singleElement()
        .satisfies(one -> assertThat(one.info().id()).isEqualTo("second"));
  }

  @Test
  void aParameterAloneKeepsTheLevelOfAll() {
    Rules applied = parse("{\"all\": \"advisory\", \"first\": {\"most\": 5}}").applyTo(RULES);
    assertThat(applied.all().get(0).info().level()).isEqualTo(Level.ADVISORY);
    assertThat(applied.all().get(0).parameters().get(0).value().asInt()).isEqualTo(5);
    assertThat(applied.all().get(1).parameters().get(0).value().asInt()).isEqualTo(3);
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    "{\"all\": \"strict\", \"first\": {\"enforcementLevel\": \"off\","
                        + " \"most\": \"5\"}, \"frist\": \"advisory\", \"second\": 1}"))
        .hasMessage(
            """
            all: there is no level "strict"; say advisory, mandatory, remediate or disabled
            first: there is no level "off"; say advisory, mandatory, remediate or disabled
            first: most must be of the kind number
            there is no rule frist; docs/policies.md lists the rules
            second: is neither a level nor an object""");
  }

  @Test
  void aFileThatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> parse("[]")).hasMessage("the file is no object of rules");
  }

  private static RuleSettings parse(String text) {
    try {
      return RuleSettings.parse(new ObjectMapper().readTree(text), RULES);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static PolicyRule rule(String id) {
    RuleInfo info =
        new RuleInfo(
            id,
            "A title",
            "A reason.",
            List.of(new Control(Catalogue.TENANTRY, "p")),
            Severity.LOW,
            Level.MANDATORY,
            "A way out.");
    return new ResourceRule(info, one -> true, (one, findings) -> {})
        .taking(Parameter.of("most", "The most of them", 3));
  }
}
