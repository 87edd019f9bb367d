package dev.tenantry.config.loading;

import dev.tenantry.config.Key;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.QuotaCeilings;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints a configuration with every default filled in.
 *
 * <p>The text has the keys of the input files and can be loaded again.
 */
public final class Expansion {
  private static final int LINE_MAX = 100;

  private Expansion() {}

  /** The platform and each tenant as one document each, with its file's name as a comment. */
  public static String toYaml(StackConfig config) {
    String folder = "# stacks/" + config.stack() + "/";
    StringBuilder out = new StringBuilder(folder + "platform.yaml\n");
    out.append(toYaml(config.platform()));
    config
        .tenants()
        .forEach(
            (name, tenant) ->
                out.append("---\n")
                    .append(folder)
                    .append("tenants/")
                    .append(name)
                    .append(".yaml\n")
                    .append(toYaml(tenant)));
    return out.toString();
  }

  /** The platform's file. */
  public static String toYaml(PlatformConfig platform) {
    return block(tree(platform));
  }

  /** The tenant's file; the tenant's name is the file's name and not in it. */
  public static String toYaml(TenantConfig tenant) {
    return block(tree(tenant));
  }

  private static String block(Object tree) {
    StringBuilder out = new StringBuilder();
    writeBlock((Map<?, ?>) tree, "", out);
    return out.toString();
  }

  private static Object tree(Object value) {
    if (value instanceof QuotaCeilings ceilings) {
      Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
      ceilings
          .byPath()
          .forEach(
              (path, amount) ->
                  groups
                      .computeIfAbsent(path.parent().toString(), group -> new LinkedHashMap<>())
                      .put(path.last(), isCount(path) ? amount : amount.text()));
      return groups;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> tree = new LinkedHashMap<>();
      map.forEach((key, entry) -> tree.put(key.toString(), tree(entry)));
      return tree;
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(Expansion::tree).toList();
    }
    if (value instanceof Integer) {
      return value;
    }
    return value instanceof Record record && hasKeys(record) ? fields(record) : value.toString();
  }

  private static boolean isCount(KeyPath path) {
    return path.last().equals("gpu") || path.parent().last().equals("objects");
  }

  private static boolean hasKeys(Record record) {
    return Slot.of(record.getClass()).isRecord();
  }

  private static Map<String, Object> fields(Record record) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Class<?> sealed : record.getClass().getInterfaces()) {
      Slot.chooser(sealed)
          .ifPresent(method -> tree.put(method.getName(), read(method, record).toString()));
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Key key = component.getAnnotation(Key.class);
      if (key != null) {
        String name = key.name().isEmpty() ? component.getName() : key.name();
        Object value = read(component.getAccessor(), record);
        if (value instanceof Optional<?> optional) {
          optional.ifPresent(present -> tree.put(name, tree(present)));
        } else {
          tree.put(name, tree(value));
        }
      }
    }
    return tree;
  }

  private static Object read(Method accessor, Record record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }

  private static void writeBlock(Map<?, ?> tree, String indent, StringBuilder out) {
    tree.forEach(
        (key, value) -> {
          String start = indent + Scalars.write(key.toString()) + ":";
          String flow = flow(value);
          boolean scalars =
              !(value instanceof Map<?, ?> map)
                  || map.values().stream().noneMatch(Expansion::isNested);
          boolean one = !(value instanceof Map<?, ?>) && !(value instanceof Collection<?>);
          boolean fits = start.length() + 1 + flow.length() <= LINE_MAX;
          if (scalars && fits || one || flow.equals("{}")) {
            out.append(start).append(' ').append(flow).append('\n');
          } else if (value instanceof Map<?, ?> map) {
            out.append(start).append('\n');
            writeBlock(map, indent + "  ", out);
          } else {
            out.append(start).append('\n');
            ((Collection<?>) value)
                .forEach(item -> out.append(indent).append("  - ").append(flow(item)).append('\n'));
          }
        });
  }

  private static boolean isNested(Object value) {
    return value instanceof Map;
  }

  private static String flow(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty()
          ? "{}"
          : map.entrySet().stream()
              .map(
                  entry -> Scalars.write(entry.getKey().toString()) + ": " + flow(entry.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(Expansion::flow).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? Scalars.write(text) : value.toString();
  }
}
