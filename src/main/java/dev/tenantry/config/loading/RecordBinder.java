package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.QuotaCeilings;
import dev.tenantry.config.QuotaConfig;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes records from a tree that is complete and has no wrong value.
 *
 * <p>An absent map, list or optional value is empty. Anything else that is absent is a fault of
 * this program, not of a file, hence an {@link IllegalStateException}.
 */
final class RecordBinder {
  private static final Object[] NOTHING = {};

  private RecordBinder() {}

  /**
   * Makes the record of a whole file.
   *
   * @param first values of the first components, which the file does not hold
   */
  static <T> T bind(Class<T> type, ObjectNode tree, Object... first) {
    return type.cast(record(Slot.of(type), tree, KeyPath.ROOT, first));
  }

  private static Object value(Slot slot, JsonNode node, KeyPath here) {
    if (slot.type() == QuotaCeilings.class) {
      return ceilings(node);
    }
    Optional<String> chooser = slot.discriminator();
    if (chooser.isPresent()) {
      // Keys of the other records are defaults that do not matter here.
      return record(slot.variant(node.path(chooser.get()).asText()), node, here, NOTHING);
    }
    if (slot.isRecord()) {
      return record(slot, node, here, NOTHING);
    }
    if (slot.isMap()) {
      return map(slot, node, here);
    }
    if (slot.kind() == Slot.Kind.LIST) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(value(Slot.of(slot.argument(0)), item, here)));
      return items;
    }
    if (node.isMissingNode()) {
      throw new IllegalStateException("no value for " + here);
    }
    if (slot.rawType() == int.class) {
      return node.intValue();
    }
    return named(slot.rawType(), node.asText());
  }

  /** What may be absent is absent too if a part of it was refused. */
  private static Object component(Slot slot, JsonNode node, KeyPath here) {
    if (!slot.optional()) {
      return value(slot, node, here);
    }
    boolean whole =
        !node.isMissingNode()
            && slot.fields().entrySet().stream()
                .filter(field -> field.getValue().key().orElseThrow().required())
                .allMatch(field -> node.has(field.getKey()));
    return whole ? Optional.of(value(slot, node, here)) : Optional.empty();
  }

  private static Object named(Class<?> type, String text) {
    return type.isEnum() ? Slot.constant(type, text) : ValueTypes.parse(type, text);
  }

  private static Object record(Slot slot, JsonNode node, KeyPath here, Object[] first) {
    List<Object> arguments = new ArrayList<>(Arrays.asList(first));
    slot.fields()
        .forEach((key, field) -> arguments.add(component(field, node.path(key), here.key(key))));
    try {
      RecordComponent[] components = slot.rawType().getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < types.length; i++) {
        types[i] = components[i].getType();
      }
      return slot.rawType().getDeclaredConstructor(types).newInstance(arguments.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + here, e);
    }
  }

  private static Map<Object, Object> map(Slot slot, JsonNode node, KeyPath here) {
    Map<Object, Object> entries = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Object key = named(slot.argument(0), entry.getKey());
      Slot child = Slot.of(slot.argument(1));
      entries.put(key, value(child, entry.getValue(), here.key(entry.getKey())));
    }
    return entries;
  }

  private static QuotaCeilings ceilings(JsonNode node) {
    Map<KeyPath, Quantity> byPath = new LinkedHashMap<>();
    Slot.of(QuotaConfig.class)
        .fields()
        .forEach(
            (group, slot) ->
                slot.fields()
                    .keySet()
                    .forEach(
                        key -> {
                          JsonNode amount = node.path(group).path(key);
                          if (!amount.isMissingNode()) {
                            byPath.put(KeyPath.of(group, key), Quantity.parse(amount.asText()));
                          }
                        }));
    return new QuotaCeilings(byPath);
  }
}
