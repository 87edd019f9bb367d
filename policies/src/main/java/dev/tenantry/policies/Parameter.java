package dev.tenantry.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/**
 * A value of a rule that a stack may change.
 *
 * @param name camel case, as it is written in the stack's file
 * @param title what it says, in one line without a full stop, with its unit
 * @param value what it is: a text, a number, true or false, or a list of texts
 */
public record Parameter(String name, String title, JsonNode value) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]*");

  /** The engine's own key beside a rule's parameters. */
  private static final String LEVEL = "enforcementLevel";

  private static final ObjectMapper JSON = new ObjectMapper();

  public Parameter {
    if (!NAME.matcher(name).matches() || name.equals(LEVEL) || title.isBlank()) {
      throw new IllegalArgumentException("no camel case name and title: " + name);
    }
    if (kindOf(value).isEmpty()) {
      throw new IllegalArgumentException(name + " is no text, number, truth or list of texts");
    }
  }

  /** One with its value unless a stack says otherwise. */
  public static Parameter of(String name, String title, Object value) {
    return new Parameter(name, title, JSON.valueToTree(value));
  }

  /** What values it takes, in the words of JSON Schema. */
  public String kind() {
    return kindOf(value);
  }

  /** Whether a stack may say this. */
  boolean accepts(JsonNode other) {
    return kindOf(other).equals(kind());
  }

  Parameter with(JsonNode other) {
    return new Parameter(name, title, other);
  }

  private static String kindOf(JsonNode value) {
    if (value.isArray()) {
      for (JsonNode item : value) {
        if (!item.isTextual()) {
          return "";
        }
      }
      return "array";
    }
    return value.isTextual()
        ? "string"
        : value.isNumber() ? "number" : value.isBoolean() ? "boolean" : "";
  }
}
