package dev.tenantry.demonstration;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenantry.contract.ToolKind;

/** Settings of an agent as the JSON of its AGENT_CONFIG_FILE. */
final class AgentSettings {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(ToolKind.class, Labelled.class)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private AgentSettings() {}

  /** Enums by their label. */
  private interface Labelled {
    @JsonValue
    String label();
  }

  static String json(Record settings) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings are plain records", e);
    }
  }
}
