package dev.tenantry.local.environment;

import java.util.Map;

/** Shell exports. */
final class Exports {
  private Exports() {}

  static String of(Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) ->
            text.append("export ").append(name).append('=').append(quote(value)).append('\n'));
    return text.toString();
  }

  /** In single quotes nothing but a single quote means anything to a shell. */
  static String quote(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
