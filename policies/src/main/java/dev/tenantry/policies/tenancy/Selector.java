package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.Map;
import java.util.function.Function;

/** What selectors of Kubernetes select. */
final class Selector {
  /** Set by the API server on every Namespace. */
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private Selector() {}

  /** Whether a selector with matchLabels and matchExpressions selects labels; {@code {}} does. */
  static Answer selects(Value selector, Value labels) {
    return selects(selector, labels::field);
  }

  /** Whether a selector selects a Namespace. */
  static Answer selectsNamespace(Value selector, Resource namespace) {
    return selects(
        selector,
        key ->
            key.equals(NAMESPACE_NAME)
                ? namespace.at("metadata.name")
                : namespace.at("metadata.labels").field(key));
  }

  /** Whether labels hold all entries of a map; an absent or empty map selects nothing. */
  static Answer holds(Value map, Value labels) {
    return map.isEmpty().not().and(equal(map, labels::field));
  }

  private static Answer selects(Value selector, Function<String, Value> label) {
    if (!selector.isPresent()) {
      return selector.exists();
    }
    Answer answer = equal(selector.at("matchLabels"), label);
    return answer.and(selector.at("matchExpressions").all(expression -> holds(expression, label)));
  }

  private static Answer equal(Value map, Function<String, Value> label) {
    Answer answer = map.isUnknown() ? Answer.UNKNOWN : Answer.YES;
    for (Map.Entry<String, Value> wanted : map.fields().entrySet()) {
      Value value = wanted.getValue();
      answer =
          answer.and(
              value
                  .text()
                  .map(text -> label.apply(wanted.getKey()).is(text))
                  .orElse(Answer.UNKNOWN));
    }
    return answer;
  }

  private static Answer holds(Value expression, Function<String, Value> label) {
    if (expression.at("key").text().isEmpty()) {
      return Answer.UNKNOWN;
    }
    Value value = label.apply(expression.at("key").text().get());
    Answer in =
        value.isUnknown()
            ? Answer.UNKNOWN
            : expression
                .at("values")
                .any(
                    one ->
                        one.isUnknown()
                            ? Answer.UNKNOWN
                            : Answer.of(value.isPresent() && one.shown().equals(value.shown())));
    return switch (expression.at("operator").text().orElse("")) {
      case "In" -> in;
      case "NotIn" -> in.not();
      case "Exists" -> value.exists();
      case "DoesNotExist" -> value.exists().not();
      default -> Answer.UNKNOWN;
    };
  }
}
