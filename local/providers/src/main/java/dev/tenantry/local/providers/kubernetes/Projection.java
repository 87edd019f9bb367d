package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of a live object that the program speaks about, in the program's own spelling where the
 * meaning is the same. What differs from the last inputs is drift.
 */
final class Projection {
  private Projection() {}

  /** The inputs that would describe the object as it is now. */
  static Map<String, Object> of(Manifest manifest, Map<String, Object> live) {
    Map<String, Object> inputs = manifest.body();
    Ownership owners = Ownership.of(live, manifest.manager());
    Map<String, Object> result = fields(inputs, Tree.without(live, "status"), owners);
    if (manifest.token().isSecret() && inputs.containsKey("stringData")) {
      result.put("stringData", decoded(Tree.map(inputs, "stringData"), live));
    }
    return result;
  }

  private static Map<String, Object> fields(
      Map<String, Object> inputs, Map<String, Object> live, Ownership owners) {
    Map<String, Object> result = new TreeMap<>();
    inputs.forEach(
        (key, input) -> {
          Ownership owner = owners.field(key);
          if (live.containsKey(key)) {
            result.put(key, value(input, live.get(key), owner));
          } else if (isEmptyValue(input) && (owner.isOurs() || isEmptyTree(input))) {
            // The server leaves out empty values that it took from us; that is no difference.
            result.put(key, input);
          }
        });
    return result;
  }

  private static Object value(Object input, Object live, Ownership owners) {
    if (input instanceof Map<?, ?> && live instanceof Map<?, ?>) {
      return fields(Tree.asMap(input), Tree.asMap(live), owners);
    }
    if (input instanceof List<?> ours && live instanceof List<?> theirs) {
      return list(new ArrayList<>(ours), new ArrayList<>(theirs), owners);
    }
    return Quantities.same(input, live) ? input : live;
  }

  private static List<Object> list(List<Object> inputs, List<Object> live, Ownership owners) {
    Collection<String> keys = owners.mergeKeys();
    if (!keys.isEmpty()) {
      return keyed(inputs, live, keys, owners);
    }
    if (owners.isSet()) {
      return new ArrayList<>(inputs.stream().filter(live::contains).toList());
    }
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < live.size(); i++) {
      Object element = live.get(i);
      result.add(i < inputs.size() ? value(inputs.get(i), element, owners) : element);
    }
    return result;
  }

  /** Elements of a list that is merged by key: those of others are not our concern. */
  private static List<Object> keyed(
      List<Object> inputs, List<Object> live, Collection<String> keys, Ownership owners) {
    List<Object> result = new ArrayList<>();
    for (Object input : inputs) {
      Optional<Object> match =
          live.stream().filter(element -> matches(input, element, keys)).findFirst();
      match.ifPresent(
          element -> {
            Map<String, Object> identity = new TreeMap<>(Tree.asMap(element));
            identity.keySet().retainAll(keys);
            result.add(value(input, element, owners.element(identity)));
          });
    }
    return result;
  }

  /** A key that the program leaves out has been given its default by the server. */
  private static boolean matches(Object input, Object live, Collection<String> keys) {
    Map<String, Object> ours = Tree.asMap(input);
    Map<String, Object> theirs = Tree.asMap(live);
    return keys.stream()
        .filter(ours::containsKey)
        .allMatch(key -> ours.get(key).equals(theirs.get(key)));
  }

  private static boolean isEmptyTree(Object value) {
    return value instanceof Map<?, ?> map && map.isEmpty()
        || value instanceof List<?> list && list.isEmpty();
  }

  private static boolean isEmptyValue(Object value) {
    return isEmptyTree(value)
        || value.equals(false)
        || value.equals("")
        || value instanceof Number number && number.doubleValue() == 0;
  }

  private static Map<String, Object> decoded(Map<String, Object> wanted, Map<String, Object> live) {
    Map<String, Object> result = new TreeMap<>();
    for (String key : wanted.keySet()) {
      String data = Tree.text(live, "data", key);
      if (Tree.find(live, "data", key).isPresent()) {
        result.put(key, new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
      }
    }
    return result;
  }
}
