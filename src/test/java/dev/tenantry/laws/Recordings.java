package dev.tenantry.laws;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Recordings with one fault, to show that a law can be broken. */
final class Recordings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recordings() {}

  /** The recording with one value of the first resource of a type set, or removed if missing. */
  static List<RecordedResource> with(
      List<RecordedResource> recording, String type, String pointer, JsonNode value) {
    RecordedResource one =
        recording.stream().filter(any -> any.type().equals(type)).findFirst().orElseThrow();
    ObjectNode inputs = JSON.valueToTree(one.inputs());
    JsonPointer at = JsonPointer.compile(pointer);
    JsonNode parent = inputs.at(at.head());
    if (parent instanceof ArrayNode array) {
      array.set(at.last().getMatchingIndex(), value);
    } else if (value.isMissingNode()) {
      ((ObjectNode) parent).remove(at.last().getMatchingProperty());
    } else {
      ((ObjectNode) parent).set(at.last().getMatchingProperty(), value);
    }
    List<RecordedResource> changed = new ArrayList<>(recording);
    changed.set(
        recording.indexOf(one),
        new RecordedResource(
            type,
            one.name(),
            one.parent(),
            JSON.convertValue(inputs, new TypeReference<Map<String, Object>>() {}),
            one.options()));
    return changed;
  }
}
