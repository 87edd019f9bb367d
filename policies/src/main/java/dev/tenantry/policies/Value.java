package dev.tenantry.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a resource's properties with the path to it: known, absent or not known yet.
 *
 * <p>Built by {@link Values} from what the engine sends. Everything below an unknown value is
 * unknown; everything below an absent one is absent.
 */
public final class Value {
  private static final JsonNode NOWHERE = MissingNode.getInstance();
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]|\\['([^']*)']");

  /** Steps of the paths that rules ask by: a few hundred, each asked thousands of times. */
  private static final Map<String, List<Step>> PATHS = new ConcurrentHashMap<>();

  /** Joined when somebody reads it: of a hundred values that are looked at, one is reported. */
  private final Supplier<String> path;

  private final JsonNode node;
  private final boolean unknown;
  private final boolean secret;

  /** A name if its index is below zero. */
  private record Step(String name, int index) {
    boolean isName() {
      return index < 0;
    }
  }

  private Value(Supplier<String> path, JsonNode node, boolean unknown, boolean secret) {
    this.path = path;
    this.node = node;
    this.unknown = unknown;
    this.secret = secret;
  }

  /** Where it is, such as {@code spec.containers[0].image}. */
  public String path() {
    return path.get();
  }

  /** Whether it is known to be there. */
  public boolean isPresent() {
    return !unknown && !node.isMissingNode() && !node.isNull();
  }

  /** Whether it is known not to be there. */
  public boolean isAbsent() {
    return !unknown && !isPresent();
  }

  /** Whether it is not known yet. */
  public boolean isUnknown() {
    return unknown;
  }

  /** Whether its text must not be shown. */
  public boolean isSecret() {
    return secret;
  }

  /** Its text; empty unless it is a known string. */
  public Optional<String> text() {
    return isPresent() && node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }

  /** Its number; a string of digits counts as one. Empty unless it is a known number. */
  public Optional<Double> number() {
    if (!isPresent()) {
      return Optional.empty();
    }
    if (node.isNumber()) {
      return Optional.of(node.asDouble());
    }
    try {
      return node.isTextual()
          ? Optional.of(Double.parseDouble(node.asText().strip()))
          : Optional.empty();
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  /**
   * A value below it.
   *
   * @param steps names joined by dots, {@code [0]} for an item, {@code ['a.b/c']} for a name with
   *     other characters
   */
  public Value at(String steps) {
    Value value = this;
    for (Step step : PATHS.computeIfAbsent(steps, Value::steps)) {
      value = step.isName() ? value.field(step.name()) : value.item(step.index());
    }
    return value;
  }

  private static List<Step> steps(String path) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      boolean item = step.group(2) != null;
      steps.add(item ? new Step("", Integer.parseInt(step.group(2))) : new Step(name(step), -1));
    }
    return List.copyOf(steps);
  }

  /**
   * The names of a path that leads through maps only.
   *
   * @throws IllegalArgumentException if it has an item of a list
   */
  public static List<String> names(String steps) {
    List<Step> all = steps(steps);
    if (!all.stream().allMatch(Step::isName)) {
      throw new IllegalArgumentException(steps + " leads through a list");
    }
    return all.stream().map(Step::name).toList();
  }

  private static String name(Matcher step) {
    return step.group(1) != null ? step.group(1) : step.group(3);
  }

  /** A field by its name, whatever characters it has. */
  public Value field(String name) {
    return below(() -> join(path(), name), unknown ? NOWHERE : node.path(name));
  }

  private static String join(String path, String name) {
    boolean plain = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    if (!plain) {
      return path + "['" + name + "']";
    }
    return path.isEmpty() ? name : path + "." + name;
  }

  /** An item by its index, from 0. */
  public Value item(int index) {
    return below(() -> path() + "[" + index + "]", unknown ? NOWHERE : node.path(index));
  }

  private Value below(Supplier<String> where, JsonNode there) {
    return new Value(where, there, unknown, secret).settled();
  }

  /** Items of a known list; none of anything else. */
  public List<Value> items() {
    List<Value> items = new ArrayList<>();
    for (int i = 0; isPresent() && node.isArray() && i < node.size(); i++) {
      items.add(item(i));
    }
    return items;
  }

  /** Fields of a known map by their names; none of anything else. */
  public Map<String, Value> fields() {
    Map<String, Value> fields = new LinkedHashMap<>();
    if (isPresent() && node.isObject()) {
      node.fieldNames().forEachRemaining(name -> fields.put(name, field(name)));
    }
    return fields;
  }

  /** Whether it is this text, number or truth; an absent value is not. */
  public Answer is(Object wanted) {
    return known(one -> one.asText().equals(String.valueOf(wanted)) && one.isValueNode());
  }

  /** Whether it is a text that a pattern matches whole; an absent value is not. */
  public Answer matches(Pattern pattern) {
    return known(one -> one.isTextual() && pattern.matcher(one.asText()).matches());
  }

  /** Whether it is a text of which something holds; an absent value is not. */
  public Answer isText(Predicate<String> holds) {
    return known(one -> one.isTextual() && holds.test(one.asText()));
  }

  /** Whether it is a number of which something holds; an absent value is not. */
  public Answer isNumber(Predicate<Double> holds) {
    return unknown ? Answer.UNKNOWN : Answer.of(number().filter(holds).isPresent());
  }

  /** Whether it is there. */
  public Answer exists() {
    return unknown ? Answer.UNKNOWN : Answer.of(isPresent());
  }

  /** Whether it is not there, or an empty text, list or map. */
  public Answer isEmpty() {
    boolean empty = node.isContainerNode() ? node.isEmpty() : node.asText().isEmpty();
    return unknown ? Answer.UNKNOWN : Answer.of(isAbsent() || empty);
  }

  /** Whether one of its items answers yes; of an unknown list it is unknown. */
  public Answer any(Function<Value, Answer> ask) {
    Answer answer = unknown ? Answer.UNKNOWN : Answer.NO;
    for (Value item : items()) {
      answer = answer.or(ask.apply(item));
    }
    return answer;
  }

  /** Whether all of its items answer yes; of an unknown list it is unknown. */
  public Answer all(Function<Value, Answer> ask) {
    return any(item -> ask.apply(item).not()).not();
  }

  /** For people: its text, {@code absent}, {@code not known yet} or {@code [secret]}. */
  public String shown() {
    if (unknown) {
      return "not known yet";
    }
    if (isAbsent()) {
      return "absent";
    }
    return secret || Values.holdsSecret(node) ? "[secret]" : Values.text(node);
  }

  private Answer known(Predicate<JsonNode> holds) {
    return unknown ? Answer.UNKNOWN : Answer.of(isPresent() && holds.test(node));
  }

  /** With the engine's marks for unknown and secret taken off. */
  private Value settled() {
    if (unknown) {
      return this;
    }
    if (Values.isUnknown(node)) {
      return new Value(path, NOWHERE, true, secret);
    }
    if (Values.isSecret(node)) {
      return new Value(path, node.path("value"), false, true).settled();
    }
    return this;
  }

  /** One that nobody has told. */
  static Value notTold() {
    return new Value(() -> "", NOWHERE, true, false);
  }

  /** Made ready for reading. */
  static Value root(JsonNode node) {
    return new Value(() -> "", node, false, false).settled();
  }
}
