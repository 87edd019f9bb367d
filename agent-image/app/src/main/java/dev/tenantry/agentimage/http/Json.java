package dev.tenantry.agentimage.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** JSON of requests and answers. */
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
  public static java.util.Map<String, Object> map(JsonNode object) {
    return MAPPER.convertValue(
        object,
        new com.fasterxml.jackson.core.type.TypeReference<java.util.Map<String, Object>>() {});
  }

  /** A value as JSON. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Reads what a caller sent.
   *
   * @throws HttpProblem with status 400 if it is no JSON object
   */
  public static JsonNode object(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (java.io.IOException problem) {
      // Told below: what the parser says may quote what was sent.
    }
    throw new HttpProblem(400, "Bad request", "the body is no JSON object");
  }
}
