package dev.tenantry.local.environment.controlplane;

import java.util.List;
import java.util.Map;

/** Writes nested maps, lists and strings as block YAML; every string is quoted. */
final class YamlText {
  private YamlText() {}

  static String of(Map<String, ?> document) {
    StringBuilder text = new StringBuilder();
    writeMap(text, document, 0, "");
    return text.toString();
  }

  private static void writeMap(StringBuilder text, Map<?, ?> map, int indent, String first) {
    String lead = first.isEmpty() ? " ".repeat(indent) : first;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(lead).append(entry.getKey()).append(':');
      writeValue(text, entry.getValue(), indent);
      lead = " ".repeat(indent);
    }
  }

  private static void writeValue(StringBuilder text, Object value, int indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      text.append('\n');
      writeMap(text, map, indent + 2, "");
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      text.append('\n');
      list.forEach(item -> writeItem(text, item, indent));
    } else {
      text.append(' ').append(scalar(value)).append('\n');
    }
  }

  private static void writeItem(StringBuilder text, Object item, int indent) {
    String lead = " ".repeat(indent) + "- ";
    if (item instanceof Map<?, ?> map && !map.isEmpty()) {
      writeMap(text, map, indent + 2, lead);
    } else {
      text.append(lead).append(scalar(item)).append('\n');
    }
  }

  private static String scalar(Object value) {
    if (value instanceof Map<?, ?>) {
      return "{}";
    }
    if (value instanceof List<?>) {
      return "[]";
    }
    return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
