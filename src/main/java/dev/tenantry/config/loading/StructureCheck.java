package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.AllowedRange;
import dev.tenantry.config.CapacityKind;
import dev.tenantry.config.GroupName;
import dev.tenantry.config.HostName;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.config.Key;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.Problem;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.Region;
import dev.tenantry.config.Rule;
import dev.tenantry.config.SecretReader;
import dev.tenantry.config.Unit;
import dev.tenantry.config.Weekday;
import dev.tenantry.config.Words;
import dev.tenantry.config.Zone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks every single key and value of a file against the records.
 *
 * <p>A JSON Schema library would find the same but costs half a second of start-up time. A test
 * holds this class against one, on every example and on every broken file.
 */
final class StructureCheck {
  private static final Map<Class<?>, Rule> DUPLICATES =
      Map.of(
          GroupName.class, Rule.DUPLICATE_GROUP,
          HostName.class, Rule.DUPLICATE_HOST,
          AllowedRange.class, Rule.DUPLICATE_RANGE,
          Region.class, Rule.DUPLICATE_REGION,
          Zone.class, Rule.DUPLICATE_ZONE,
          CapacityKind.class, Rule.DUPLICATE_RUNG,
          Weekday.class, Rule.DUPLICATE_WEEKDAY,
          Ipv4Range.class, Rule.DUPLICATE_RANGE,
          SecretReader.class, Rule.DUPLICATE_READER);

  private final YamlFile file;
  private final List<Problem> problems = new ArrayList<>();

  private StructureCheck(YamlFile file) {
    this.file = file;
  }

  /** The problems of the file, which should become a record of type {@code root}. */
  static List<Problem> check(YamlFile file, Class<?> root) {
    StructureCheck check = new StructureCheck(file);
    check.visit(Slot.of(root), file.root(), KeyPath.ROOT);
    return check.problems;
  }

  private void visit(Slot slot, JsonNode node, KeyPath here) {
    Class<?> type = slot.rawType();
    if (!slot.kind().accepts(node)) {
      wrongType(slot, node, here);
      return;
    }
    switch (slot.kind()) {
      case MAPPING -> mapping(slot, node, here);
      case LIST -> list(slot, node, here);
      case COUNT -> count(slot, node, here);
      case QUANTITY -> quantity(slot, node, here);
      case WORD -> word(slot, node.textValue(), here);
      case TEXT -> text(type, node.textValue(), here);
    }
  }

  private void mapping(Slot slot, JsonNode node, KeyPath here) {
    Optional<Slot> variant = Choices.written(slot, node);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String key = field.getKey();
      KeyPath path = here.key(key);
      if (slot.child(key).isEmpty()) {
        String message = "unknown key " + Words.quote(key);
        add(Rule.UNKNOWN_KEY, path, message, Words.suggest(key, slot.words()));
        continue;
      }
      if (variant.isPresent() && Choices.isForeign(slot, variant.get(), key)) {
        String chooser = slot.discriminator().orElseThrow();
        String message = Choices.sentence(chooser, node.path(chooser).asText(), key);
        add(Rule.KEY_OF_OTHER_MODE, path, message, Choices.hint(variant.get()));
        continue;
      }
      if (slot.isMap()) {
        text(slot.argument(0), key, path);
      }
      visit(slot.child(key).get(), field.getValue(), path);
    }
    Choices.judged(slot, variant)
        .forEach(
            (key, field) -> {
              if (field.key().orElseThrow().required() && !node.has(key)) {
                add(Rule.MISSING_KEY, here.key(key), "this required key is missing", "");
              }
            });
  }

  private void list(Slot slot, JsonNode node, KeyPath here) {
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < node.size(); i++) {
      JsonNode item = node.get(i);
      if ((item.isTextual() || item.isObject()) && !seen.add(item)) {
        String name = item.isTextual() ? Words.quote(item.textValue()) : "the same item";
        String message = name + " occurs twice";
        add(duplicate(slot.argument(0)), here.item(i), message, "keep one of them");
      } else {
        visit(Slot.of(slot.argument(0)), item, here.item(i));
      }
    }
  }

  private static Rule duplicate(Class<?> type) {
    return DUPLICATES.getOrDefault(type, Rule.DUPLICATE_TOOL);
  }

  private void count(Slot slot, JsonNode node, KeyPath here) {
    Key key = slot.key().orElseThrow();
    if (node.longValue() < key.min() || node.longValue() > key.max()) {
      String message =
          String.format("%s is not between %d and %d", node.asText(), key.min(), key.max());
      add(Rule.NUMBER_RANGE, here, message, "");
    }
  }

  private void quantity(Slot slot, JsonNode node, KeyPath here) {
    String text = node.asText();
    String problem = ValueTypes.problem(Quantity.class, text);
    if (!problem.isEmpty()) {
      Rule rule = text.matches(Quantity.PATTERN) ? Rule.QUANTITY_RANGE : Rule.QUANTITY;
      add(rule, here, problem, "");
      return;
    }
    Unit unit = slot.key().map(Key::unit).orElse(Unit.NONE);
    Quantity quantity = Quantity.parse(text);
    String range = quantity.isPositive() ? unit.problem(quantity) : quantity + " is not above 0";
    if (!range.isEmpty()) {
      add(Rule.QUANTITY_RANGE, here, range, "");
    }
  }

  private void word(Slot slot, String word, KeyPath here) {
    if (!slot.words().contains(word)) {
      String message = Words.quote(word) + " is not one of " + Words.list(slot.words());
      add(Rule.UNKNOWN_WORD, here, message, Words.suggest(word, slot.words()));
    }
  }

  private void text(Class<?> type, String text, KeyPath here) {
    ValueTypes.of(type)
        .ifPresent(
            valueType -> {
              String problem = ValueTypes.problem(type, text);
              if (!problem.isEmpty()) {
                add(valueType.rule(), here, problem, "");
              }
            });
  }

  private void wrongType(Slot slot, JsonNode node, KeyPath here) {
    String text = Words.quote(file.scalars().getOrDefault(here, ""));
    String wanted = slot.kind().words();
    String message = "must be " + wanted + ", but is " + kind(node);
    String hint = "";
    if (node.isNull()) {
      message = "has no value";
      hint = "write " + wanted + ", or remove the key";
    } else if (slot.kind() == Slot.Kind.COUNT && node.isNumber()) {
      message = text + " is not a plain whole number such as 10";
    } else if (slot.kind() == Slot.Kind.COUNT && node.asText().matches("[0-9]+")) {
      hint = "remove the quotes";
    } else if (slot.kind().isText() && node.isValueNode()) {
      message = text + " without quotes is " + kind(node);
      hint = "write it in quotes";
      // Quotes alone do not help where the text is wrong as well.
      String problem = ValueTypes.problem(slot.rawType(), file.scalars().get(here));
      if (!problem.isEmpty()) {
        message = problem;
        hint = "";
      }
    }
    add(Rule.WRONG_TYPE, here, message, hint);
  }

  private void add(Rule rule, KeyPath at, String message, String hint) {
    problems.add(new Problem(rule, at, message, hint));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "a mapping";
      case ARRAY -> "a list";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number";
      case NULL -> "nothing";
      default -> "text";
    };
  }
}
