package dev.tenantry.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import dev.tenantry.contract.Described;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.ModelSettings;
import dev.tenantry.contract.OrchestratorSettings;
import dev.tenantry.contract.ToolEndpoint;
import dev.tenantry.contract.ToolKind;
import dev.tenantry.contract.ToolSettings;
import dev.tenantry.contract.TurnLimits;
import dev.tenantry.contract.WorkerSettings;
import dev.tenantry.golden.Golden;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AgentSchemasTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

  private static final ModelSettings MODEL = new ModelSettings("chat", "", 256, 20);

  static Stream<Record> settings() {
    return Stream.of(
        MODEL,
        new ToolEndpoint("search", "https://tool:8443/mcp", 10),
        TurnLimits.DEFAULT,
        of(Mode.TOOL),
        of(Mode.WORKER));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theCheckedInSchemasAreFresh(Mode mode) {
    Golden.assertFileMatches(AgentSchemas.file(mode), AgentSchemas.generate(mode));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theSchemaTakesTheSettingsOfItsOwnModeOnly(Mode mode) {
    JsonSchema judge = AgentSchemas.judge(mode);
    for (Mode other : Mode.values()) {
      assertThat(judge.validate(JSON.valueToTree(of(other))).isEmpty()).isEqualTo(other == mode);
    }
  }

  // Whoever writes a schema by hand forgets to require something.
  @ParameterizedTest
  @EnumSource(Mode.class)
  void noKeyMayBeMissingAndNoneMayBeAdded(Mode mode) {
    JsonSchema judge = AgentSchemas.judge(mode);
    List<String> places = new ArrayList<>();
    objects("", JSON.valueToTree(of(mode)), places);
    assertThat(places).contains("");
    for (String place : places) {
      ObjectNode whole = JSON.valueToTree(of(mode));
      ObjectNode object = (ObjectNode) whole.at(place);
      object.put("unknown", 1);
      assertThat(judge.validate(whole)).as("unknown key in %s", place).isNotEmpty();
      object.remove("unknown");
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        JsonNode value = object.remove(key);
        assertThat(judge.validate(whole)).as("%s without %s", place, key).isNotEmpty();
        object.set(key, value);
      }
      assertThat(judge.validate(whole)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void recordsAndSchemasAgreeOnTheLeastNumbers(Record settings) throws Exception {
    for (RecordComponent part : settings.getClass().getRecordComponents()) {
      if (part.getType() == int.class) {
        int min = part.getAnnotation(Described.class).min();
        with(settings, part, min);
        assertThatThrownBy(() -> with(settings, part, min - 1))
            .as("%s of %s", part.getName(), settings)
            .hasRootCauseInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void theSchemaRefusesNumbersBelowTheLeast() {
    ObjectNode settings = JSON.valueToTree(of(Mode.ORCHESTRATOR));
    JsonSchema judge = AgentSchemas.judge(Mode.ORCHESTRATOR);
    ((ObjectNode) settings.path("limits")).put("waiting", 0);
    assertThat(judge.validate(settings)).isEmpty();
    ((ObjectNode) settings.path("limits")).put("waiting", -1);
    assertThat(judge.validate(settings)).hasSize(1);
    ((ObjectNode) settings.path("limits")).put("waiting", 0).put("steps", 0);
    assertThat(judge.validate(settings)).hasSize(1);
    ((ObjectNode) settings.path("limits")).put("steps", 1);
    ((ObjectNode) settings.path("model")).put("name", "");
    assertThat(judge.validate(settings)).hasSize(1);
  }

  private static Record of(Mode mode) {
    return switch (mode) {
      case ORCHESTRATOR ->
          new OrchestratorSettings(
              "Be brief.",
              MODEL,
              List.of(new ToolEndpoint("search", "https://tool:8443/mcp", 10)),
              TurnLimits.DEFAULT);
      case TOOL -> new ToolSettings(ToolKind.SQL, List.of("spiffe://x/ns/y/sa/z"), MODEL, 10, 50);
      case WORKER -> new WorkerSettings(MODEL, 2, 30, 5, 1_000);
    };
  }

  private static void objects(String place, JsonNode node, List<String> places) {
    if (node.isObject()) {
      places.add(place);
      node.properties().forEach(it -> objects(place + "/" + it.getKey(), it.getValue(), places));
    } else if (node.isArray()) {
      for (int index = 0; index < node.size(); index++) {
        objects(place + "/" + index, node.get(index), places);
      }
    }
  }

  /** The same record with another number in one place. */
  private static Object with(Record settings, RecordComponent part, int value)
      throws ReflectiveOperationException {
    RecordComponent[] parts = settings.getClass().getRecordComponents();
    Object[] values = new Object[parts.length];
    for (int index = 0; index < parts.length; index++) {
      values[index] =
          parts[index].getName().equals(part.getName())
              ? value
              : parts[index].getAccessor().invoke(settings);
    }
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return settings.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
