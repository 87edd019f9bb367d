package dev.tenantry.policies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/** Reads values as the engine sends them, with its marks for what is secret or not known yet. */
public final class Values {
  /** sdk/go/common/resource/plugin/rpc.go, "UnknownStringValue" and its like. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
          "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
          "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
          "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
          "030794c1-ac77-496b-92df-f27374a8bd58",
          "e48ece36-62e2-4504-bad9-02848725956a",
          "dd056dcd-154b-4c76-9bd3-c8f88648b5ff");

  /** sdk/go/common/resource/sig/sig.go. */
  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Values() {}

  /** Of a resource's properties as JSON. */
  public static Value of(JsonNode properties) {
    return Value.root(properties);
  }

  /** Of a resource's properties as maps, lists and scalars. */
  public static Value of(Map<String, ?> properties) {
    return Value.root(JSON.valueToTree(properties));
  }

  /** Of a value that is not known, or not told, as the engine marks it. */
  public static JsonNode unknown() {
    return TextNode.valueOf("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
  }

  static boolean isUnknown(JsonNode node) {
    return node.isTextual() && UNKNOWN.contains(node.asText());
  }

  static boolean isSecret(JsonNode node) {
    return node.isObject() && SECRET.equals(node.path(SIGNATURE).asText());
  }

  /** Whether it is one of the engine's marks, such as that of a secret, and no map of its own. */
  public static boolean isMark(JsonNode node) {
    return node.has(SIGNATURE);
  }

  static boolean holdsSecret(JsonNode node) {
    if (isSecret(node)) {
      return true;
    }
    for (JsonNode below : node) {
      if (holdsSecret(below)) {
        return true;
      }
    }
    return false;
  }

  /** Fields by their names: the engine sends them in no order. */
  static String text(JsonNode node) {
    try {
      return node.isValueNode()
          ? node.asText()
          : SORTED.writeValueAsString(SORTED.treeToValue(node, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always text", e);
    }
  }
}
