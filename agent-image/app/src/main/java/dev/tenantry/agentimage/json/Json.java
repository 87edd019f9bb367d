package dev.tenantry.agentimage.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** JSON, in and out. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Maps, lists, records, strings and numbers as one line. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /**
   * Reads text that this program wrote itself.
   *
   * @throws UncheckedIOException if it is no JSON
   */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** A JSON object as a map. */
  public static Map<String, Object> map(JsonNode object) {
    return MAPPER.convertValue(object, new TypeReference<Map<String, Object>>() {});
  }

  /** A value as JSON. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A JSON object that somebody else wrote; empty if it is none. */
  public static Optional<JsonNode> object(byte[] text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (IOException problem) {
      // What the parser says may quote the text.
      return Optional.empty();
    }
  }
}
