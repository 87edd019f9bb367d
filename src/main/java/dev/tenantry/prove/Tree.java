package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * One object of a manifest, read strictly.
 *
 * <p>A field that the reader does not know could be one that opens something, so it is refused.
 *
 * @param where for messages, such as {@code tenant-acme/allow-dns egress[0]}
 */
record Tree(String where, Map<String, Object> fields) {
  static Tree of(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + " is not a mapping: " + value);
    }
    Map<String, Object> fields = new TreeMap<>();
    map.forEach((key, field) -> fields.put(String.valueOf(key), field));
    // JSON's null is the same as an absent field.
    fields.values().removeIf(Objects::isNull);
    return new Tree(where, fields);
  }

  Tree only(String... known) {
    Set<String> names = Set.of(known);
    for (String field : fields.keySet()) {
      if (!names.contains(field)) {
        throw refused("cannot judge the field " + field);
      }
    }
    return this;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  Object get(String field) {
    return fields.get(field);
  }

  /** The object below a field; an absent one is empty. */
  Tree tree(String field) {
    return of(where + " " + field, fields.getOrDefault(field, Map.of()));
  }

  /** The objects in a field's list; an absent one has none. */
  List<Tree> trees(String field) {
    List<Tree> trees = new ArrayList<>();
    for (Object item : list(field)) {
      trees.add(of(where + " " + field + "[" + trees.size() + "]", item));
    }
    return trees;
  }

  List<String> texts(String field) {
    return list(field).stream().map(String::valueOf).toList();
  }

  String text(String field, String absent) {
    return String.valueOf(fields.getOrDefault(field, absent));
  }

  Map<String, String> labels(String field) {
    Map<String, String> labels = new TreeMap<>();
    tree(field).fields().forEach((key, value) -> labels.put(key, String.valueOf(value)));
    return labels;
  }

  IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(where + ": " + why);
  }

  private List<?> list(String field) {
    Object value = fields.getOrDefault(field, List.of());
    if (!(value instanceof List<?> list)) {
      throw refused(field + " is not a list");
    }
    return list;
  }
}
