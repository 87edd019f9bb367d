package dev.tenantry.local.providers.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The annotation {@code pulumi.com/waitFor}: when an object counts as ready, whatever its kind.
 *
 * <p>Its value is {@code condition=<type>}, {@code condition=<type>=<status>}, {@code
 * jsonpath={<path>}}, {@code jsonpath={<path>}=<value>}, or a JSON array of these.
 *
 * @param expressions all of them must hold
 */
record WaitFor(List<Expression> expressions) {
  private static final String ANNOTATION = "pulumi.com/waitFor";
  private static final String CONDITION = "condition=";
  private static final String JSONPATH = "jsonpath=";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One thing to wait for. */
  interface Expression {
    /** What is missing; empty if nothing is. */
    List<String> missing(Map<String, Object> live);
  }

  static boolean isWanted(Manifest manifest) {
    return !manifest.annotation(ANNOTATION).isEmpty();
  }

  /**
   * Reads the annotation.
   *
   * @throws ProviderFailure if it cannot be read
   */
  static WaitFor of(Manifest manifest) {
    List<Expression> expressions = new ArrayList<>();
    for (String text : texts(manifest.annotation(ANNOTATION))) {
      expressions.add(expression(text));
    }
    if (expressions.isEmpty()) {
      throw new ProviderFailure(ANNOTATION + ": at least one condition must be specified");
    }
    return new WaitFor(expressions);
  }

  /** What is missing until the object is ready; empty when it is. */
  List<String> missing(Map<String, Object> live) {
    List<String> missing = new ArrayList<>();
    expressions.forEach(one -> missing.addAll(one.missing(live)));
    return missing;
  }

  private static List<String> texts(String value) {
    try {
      return JSON.readValue(value, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException noArray) {
      return List.of(value);
    }
  }

  private static Expression expression(String text) {
    if (text.startsWith(CONDITION)) {
      String rest = text.substring(CONDITION.length());
      int split = rest.indexOf('=');
      return split < 0
          ? condition(rest, "True")
          : condition(rest.substring(0, split), rest.substring(split + 1));
    }
    if (text.startsWith(JSONPATH)) {
      return JsonPath.parse(text.substring(JSONPATH.length()));
    }
    throw new ProviderFailure(
        "%s: expected a \"jsonpath=\" or \"condition=\" prefix, got \"%s\""
            .formatted(ANNOTATION, text));
  }

  private static Expression condition(String type, String status) {
    return live -> {
      List<Object> found =
          Tree.list(live, "status", "conditions").stream()
              .filter(one -> Tree.text(one, "type").equalsIgnoreCase(type))
              .toList();
      if (found.isEmpty()) {
        return List.of("condition " + type + " is not there yet");
      }
      Object condition = found.get(0);
      long seen = Tree.number(condition, Long.MAX_VALUE, "observedGeneration");
      if (seen < Tree.number(live, 0, "metadata", "generation")) {
        return List.of("condition " + type + " is of an older generation");
      }
      String actual = Tree.text(condition, "status");
      return actual.equalsIgnoreCase(status)
          ? List.of()
          : List.of(
              "condition %s is %s, not %s: [%s] %s"
                  .formatted(
                      type,
                      actual,
                      status,
                      Tree.text(condition, "reason"),
                      Tree.text(condition, "message")));
    };
  }
}
