package dev.tenantry.policies.analyzer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.policies.Value;
import dev.tenantry.policies.Values;
import java.util.List;
import java.util.Map;

/** Adds to a resource's properties what a remedy says, and changes nothing that is there. */
final class Additions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Additions() {}

  /**
   * A copy with the values added that have room.
   *
   * @param missing values by their paths, of maps only
   */
  static ObjectNode in(ObjectNode properties, Map<String, Object> missing) {
    ObjectNode copy = properties.deepCopy();
    missing.forEach((path, value) -> add(copy, Value.names(path), JSON.valueToTree(value)));
    return copy;
  }

  private static void add(ObjectNode properties, List<String> steps, JsonNode value) {
    ObjectNode below = properties;
    for (String step : steps.subList(0, steps.size() - 1)) {
      JsonNode next = isMissing(below, step) ? below.putObject(step) : below.path(step);
      // What is not known yet is a text, a secret an object with a mark: neither is opened.
      if (!(next instanceof ObjectNode object) || Values.isMark(object)) {
        return;
      }
      below = object;
    }
    String last = steps.get(steps.size() - 1);
    if (isMissing(below, last)) {
      below.set(last, value);
    }
  }

  private static boolean isMissing(ObjectNode object, String name) {
    return object.path(name).isMissingNode() || object.path(name).isNull();
  }
}
