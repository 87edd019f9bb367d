package dev.tenantry.local.providers.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who owns which fields, as {@code metadata.managedFields} tells it. The same record also tells
 * which lists are merged by key: only their elements appear one by one.
 *
 * @param everybody the field sets of all managers at one place
 * @param ours our own field set at that place; empty when we own nothing there
 */
record Ownership(List<Map<String, Object>> everybody, Optional<Map<String, Object>> ours) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Ownership of(Map<String, Object> live, String manager) {
    List<Map<String, Object>> everybody = new ArrayList<>();
    Optional<Map<String, Object>> ours = Optional.empty();
    for (Object entry : Tree.list(live, "metadata", "managedFields")) {
      if (!Tree.text(entry, "subresource").isEmpty()) {
        continue;
      }
      Map<String, Object> fields = Tree.map(entry, "fieldsV1");
      everybody.add(fields);
      boolean applied = Tree.text(entry, "operation").equals("Apply");
      if (applied && Tree.text(entry, "manager").equals(manager)) {
        ours = Optional.of(fields);
      }
    }
    return new Ownership(everybody, ours);
  }

  /** The owners of a field below this place. */
  Ownership field(String name) {
    return below("f:" + name);
  }

  boolean isOurs() {
    return ours.isPresent();
  }

  /** The keys by which elements of the list at this place are told apart; empty if by position. */
  Collection<String> mergeKeys() {
    TreeSet<String> keys = new TreeSet<>();
    for (Map<String, Object> fields : everybody) {
      fields.keySet().stream()
          .filter(field -> field.startsWith("k:"))
          .forEach(field -> keys.addAll(parse(field).keySet()));
    }
    return keys;
  }

  /** True when the list at this place is a set of plain values with an owner each. */
  boolean isSet() {
    return everybody.stream()
        .anyMatch(fields -> fields.keySet().stream().anyMatch(field -> field.startsWith("v:")));
  }

  /** The owners of the list element with these key values. */
  Ownership element(Map<String, Object> keys) {
    for (Map<String, Object> fields : everybody) {
      for (String field : fields.keySet()) {
        if (field.startsWith("k:") && same(parse(field), keys)) {
          return below(field);
        }
      }
    }
    return new Ownership(List.of(), Optional.empty());
  }

  private static boolean same(Map<String, Object> a, Map<String, Object> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream()
            .allMatch(key -> String.valueOf(a.get(key)).equals(String.valueOf(b.get(key))));
  }

  private Ownership below(String field) {
    List<Map<String, Object>> inner =
        everybody.stream()
            .filter(fields -> fields.containsKey(field))
            .map(fields -> Tree.map(fields, field))
            .toList();
    return new Ownership(
        inner, ours.filter(own -> own.containsKey(field)).map(own -> Tree.map(own, field)));
  }

  private static Map<String, Object> parse(String field) {
    try {
      return Tree.asMap(JSON.readValue(field.substring(2), Map.class));
    } catch (JsonProcessingException damaged) {
      return Map.of();
    }
  }
}
