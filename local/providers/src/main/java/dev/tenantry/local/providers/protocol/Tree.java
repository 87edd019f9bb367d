package dev.tenantry.local.providers.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Questions and copies of property trees. No method changes its argument. */
public final class Tree {
  private Tree() {}

  /** The value at a path, looking through secrets. */
  public static Optional<Object> find(Object tree, String... path) {
    Object current = unwrap(tree);
    for (String step : path) {
      if (!(current instanceof Map<?, ?> map) || !map.containsKey(step)) {
        return Optional.empty();
      }
      current = unwrap(map.get(step));
    }
    return Optional.ofNullable(current);
  }

  /** The string at a path, or an empty string. */
  public static String text(Object tree, String... path) {
    return find(tree, path).map(value -> value instanceof String text ? text : "").orElse("");
  }

  /** The whole number at a path, or the fallback. */
  public static long number(Object tree, long fallback, String... path) {
    Object value = find(tree, path).orElse(fallback);
    return value instanceof Number number ? number.longValue() : fallback;
  }

  /** The object at a path, or an empty one. */
  public static Map<String, Object> map(Object tree, String... path) {
    return find(tree, path).map(Tree::asMap).orElse(Map.of());
  }

  /** The list at a path, or an empty one. */
  public static List<Object> list(Object tree, String... path) {
    Object value = find(tree, path).orElse(List.of());
    return value instanceof List<?> list ? new ArrayList<>(list) : List.of();
  }

  /** An object as a map with string keys; anything else as an empty one. */
  public static Map<String, Object> asMap(Object value) {
    Map<String, Object> result = new TreeMap<>();
    if (unwrap(value) instanceof Map<?, ?> map) {
      map.forEach((key, element) -> result.put(String.valueOf(key), element));
    }
    return result;
  }

  /** A copy with a value set at a path; missing objects are added, secrets stay secrets. */
  public static Map<String, Object> with(Map<String, Object> tree, Object value, String... path) {
    Map<String, Object> copy = new TreeMap<>(tree);
    if (path.length == 1) {
      copy.put(path[0], value);
      return copy;
    }
    Object child = tree.getOrDefault(path[0], Map.of());
    String[] rest = List.of(path).subList(1, path.length).toArray(String[]::new);
    Map<String, Object> changed = with(asMap(child), value, rest);
    copy.put(path[0], child instanceof Secret ? new Secret(changed) : changed);
    return copy;
  }

  /** A copy without the value at a path. */
  public static Map<String, Object> without(Map<String, Object> tree, String... path) {
    Map<String, Object> copy = new TreeMap<>(tree);
    if (path.length == 1) {
      copy.remove(path[0]);
    } else if (unwrap(copy.get(path[0])) instanceof Map<?, ?>) {
      String[] rest = List.of(path).subList(1, path.length).toArray(String[]::new);
      Object child = copy.get(path[0]);
      Map<String, Object> changed = without(asMap(child), rest);
      copy.put(path[0], child instanceof Secret ? new Secret(changed) : changed);
    }
    return copy;
  }

  /** A copy with every secret replaced by its value, and without nulls in objects. */
  public static Map<String, Object> plain(Map<String, Object> tree) {
    return asMap(copy(tree));
  }

  /** True when some part of the tree is known only later. */
  public static boolean hasUnknown(Object tree) {
    Object value = unwrap(tree);
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(Tree::hasUnknown);
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(Tree::hasUnknown);
    }
    return value == Sentinel.UNKNOWN;
  }

  /** True when some part of the tree is marked as secret. */
  public static boolean hasSecret(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(Tree::hasSecret);
    }
    if (tree instanceof List<?> list) {
      return list.stream().anyMatch(Tree::hasSecret);
    }
    return tree instanceof Secret;
  }

  /** Marks in {@code target} as secret what is secret at the same path of {@code marks}. */
  public static Object withSecretsOf(Object marks, Object target) {
    if (marks instanceof Secret) {
      return new Secret(plainValue(target));
    }
    if (marks instanceof Map<?, ?> from && target instanceof Map<?, ?>) {
      Map<String, Object> result = asMap(target);
      from.forEach(
          (key, mark) ->
              result.computeIfPresent(
                  String.valueOf(key), (name, value) -> withSecretsOf(mark, value)));
      return result;
    }
    if (marks instanceof List<?> from && target instanceof List<?> to) {
      List<Object> result = new ArrayList<>(to);
      for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
        result.set(i, withSecretsOf(from.get(i), to.get(i)));
      }
      return result;
    }
    return target;
  }

  /** A copy of the tree without secret marks. */
  public static Object plainValue(Object tree) {
    return copy(tree);
  }

  private static Object copy(Object tree) {
    Object value = unwrap(tree);
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> result = new TreeMap<>();
      map.forEach(
          (key, element) -> {
            if (Objects.nonNull(element) && element != Sentinel.NULL) {
              result.put(String.valueOf(key), copy(element));
            }
          });
      return result;
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(element -> result.add(Objects.isNull(element) ? Sentinel.NULL : copy(element)));
      return result;
    }
    return value;
  }

  private static Object unwrap(Object value) {
    return value instanceof Secret secret ? secret.value() : value;
  }
}
