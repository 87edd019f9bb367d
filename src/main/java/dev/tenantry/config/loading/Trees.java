package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.KeyPath;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Finding, removing and laying trees over each other. */
final class Trees {
  private Trees() {}

  /** The node at {@code path}. */
  static Optional<JsonNode> find(JsonNode tree, KeyPath path) {
    JsonNode node = tree;
    for (String segment : path.segments()) {
      node = node.isArray() ? node.get(index(segment)) : node.get(segment);
      if (node == null) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  /** A copy of {@code base} in which every key of {@code over} wins. */
  static ObjectNode merge(ObjectNode base, JsonNode over) {
    ObjectNode result = base.deepCopy();
    for (Map.Entry<String, JsonNode> field : over.properties()) {
      JsonNode below = result.get(field.getKey());
      boolean both = below instanceof ObjectNode && field.getValue().isObject();
      result.set(
          field.getKey(),
          both ? merge((ObjectNode) below, field.getValue()) : field.getValue().deepCopy());
    }
    return result;
  }

  /** A copy of {@code tree} without the nodes at {@code paths}. */
  static ObjectNode without(ObjectNode tree, Collection<KeyPath> paths) {
    ObjectNode result = tree.deepCopy();
    // The last items of a list first, so that the places of the others stay.
    paths.stream()
        .sorted((a, b) -> compare(b, a))
        .distinct()
        .forEach(path -> find(result, path.parent()).ifPresent(node -> remove(node, path.last())));
    return result;
  }

  private static void remove(JsonNode parent, String segment) {
    if (parent instanceof ObjectNode mapping) {
      mapping.remove(segment);
    } else if (parent instanceof ArrayNode list) {
      list.remove(index(segment));
    }
  }

  private static int compare(KeyPath a, KeyPath b) {
    boolean items = a.last().startsWith("[") && b.last().startsWith("[");
    return items
        ? Integer.compare(index(a.last()), index(b.last()))
        : Integer.compare(a.segments().size(), b.segments().size());
  }

  private static int index(String segment) {
    return Integer.parseInt(segment.substring(1, segment.length() - 1));
  }
}
