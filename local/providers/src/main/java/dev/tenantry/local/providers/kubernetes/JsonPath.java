package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.ProviderFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path in braces, as {@code kubectl get -o jsonpath} takes it, perhaps with the value at its end.
 *
 * <p>Steps are {@code .key}, {@code ['key']}, {@code [0]}, {@code [*]} and {@code
 * [?(@.key=="value")]}; anything else is refused. The first match counts, as in the real plug-in.
 *
 * @param text the path as written, for messages
 * @param steps its steps
 * @param value what must be there; empty for anything
 */
record JsonPath(String text, List<JsonPath.Step> steps, String value)
    implements WaitFor.Expression {
  private static final Pattern WHOLE = Pattern.compile("(\\{(.+?)})(=(.*))?", Pattern.DOTALL);
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([A-Za-z0-9_-]+)|\\['([^']+)']|\\[([0-9]+)]|\\[(\\*)]"
              + "|\\[\\?\\(@\\.([A-Za-z0-9_-]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)]");

  /** From some values to those below them. */
  interface Step {
    List<Object> below(Object value);
  }

  /**
   * Reads a path.
   *
   * @throws ProviderFailure if it cannot be read
   */
  static JsonPath parse(String text) {
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw new ProviderFailure(text + " should be wrapped in brackets { ... }");
    }
    String value = whole.group(4) == null ? "" : whole.group(4);
    if (whole.group(3) != null && value.isEmpty()) {
      throw new ProviderFailure(whole.group(1) + "= requires a value");
    }
    if (value.contains("=")) {
      throw new ProviderFailure("format should be {.path}=value or {.path}, got " + text);
    }
    return new JsonPath(whole.group(1), steps(whole.group(2).replaceFirst("^\\$", "")), value);
  }

  @Override
  public List<String> missing(Map<String, Object> live) {
    List<Object> found = List.of(live);
    for (Step step : steps) {
      found = found.stream().flatMap(one -> step.below(one).stream()).toList();
    }
    if (found.isEmpty()) {
      return List.of(text + " selected nothing");
    }
    Object first = found.get(0);
    if (value.isEmpty()) {
      return List.of();
    }
    if (first instanceof Map || first instanceof List) {
      throw new ProviderFailure(text + " has a non-primitive value");
    }
    String actual = scalar(first);
    return actual.equals(value)
        ? List.of()
        : List.of("%s is %s, not %s".formatted(text, actual, value));
  }

  /** A whole number has no fraction, however it came here. */
  private static String scalar(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? String.valueOf(number.longValue())
        : String.valueOf(value);
  }

  private static List<Step> steps(String path) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int end = 0;
    while (end < path.length()) {
      if (!step.find(end) || step.start() != end) {
        throw new ProviderFailure("cannot read " + path.substring(end) + " of path " + path);
      }
      steps.add(step(step));
      end = step.end();
    }
    return steps;
  }

  private static Step step(Matcher match) {
    String key = match.group(1) == null ? match.group(2) : match.group(1);
    String index = match.group(3);
    String field = match.group(5);
    String wanted = match.group(6);
    if (key != null) {
      return value ->
          value instanceof Map<?, ?> map && map.containsKey(key)
              ? List.of(map.get(key))
              : List.of();
    }
    if (index != null) {
      int at = Integer.parseInt(index);
      return value ->
          value instanceof List<?> list && at < list.size() ? List.of(list.get(at)) : List.of();
    }
    if (field != null) {
      return value ->
          all(value).stream()
              .filter(one -> one instanceof Map<?, ?> map && wanted.equals(map.get(field)))
              .toList();
    }
    return JsonPath::all;
  }

  private static List<Object> all(Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return value instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : List.of();
  }
}
