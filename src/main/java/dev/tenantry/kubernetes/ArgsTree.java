package dev.tenantry.kubernetes;

import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.internal.Internal;
import com.pulumi.resources.InputArgs;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The SDK's arguments as maps, lists and scalars, without an engine.
 *
 * <p>The SDK's own way needs a registration, which costs milliseconds for each resource; this costs
 * microseconds. A law holds it to what a registration gives.
 */
final class ArgsTree {
  private static final Map<Class<?>, List<Input>> INPUTS = new ConcurrentHashMap<>();

  private ArgsTree() {}

  private record Input(String name, Field field) {}

  /**
   * Converts what is known; absent inputs are left out.
   *
   * @throws IllegalArgumentException if a value is of a kind that no argument here has
   */
  static Object of(Object value) {
    if (value instanceof Output<?> output) {
      return of(Internal.of(output).getValueNullable().join());
    }
    if (value instanceof Either<?, ?> either) {
      return of(either.isLeft() ? either.left() : either.right());
    }
    if (value instanceof InputArgs args) {
      return inputs(args);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new TreeMap<>();
      map.forEach((key, one) -> entries.put((String) key, of(one)));
      return entries;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ArgsTree::of).toList();
    }
    if (value instanceof String || value instanceof Boolean || value instanceof Integer) {
      return value;
    }
    throw new IllegalArgumentException("cannot convert " + value);
  }

  private static Map<String, Object> inputs(InputArgs args) {
    Map<String, Object> entries = new TreeMap<>();
    for (Input input : INPUTS.computeIfAbsent(args.getClass(), ArgsTree::inputsOf)) {
      try {
        Object value = input.field().get(args);
        if (value != null) {
          entries.put(input.name(), of(value));
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("cannot read " + input.field(), e);
      }
    }
    return entries;
  }

  private static List<Input> inputsOf(Class<?> type) {
    List<Input> inputs = new ArrayList<>();
    for (Class<?> one = type; one != InputArgs.class; one = one.getSuperclass()) {
      for (Field field : one.getDeclaredFields()) {
        Import input = field.getAnnotation(Import.class);
        if (input != null && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          inputs.add(new Input(input.name().isEmpty() ? field.getName() : input.name(), field));
        }
      }
    }
    return inputs;
  }
}
