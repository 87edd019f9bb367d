package dev.tenantry.local.environment.agents;

import dev.tenantry.local.environment.console.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what only this machine knows.
 *
 * @param ports by name
 * @param folder of the process
 */
record Placeholders(Map<String, Integer> ports, Path folder) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final String PORT = "port:";

  /**
   * The text without placeholders.
   *
   * @throws Failure if one means nothing
   */
  String fill(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1))));
    }
    return matcher.appendTail(filled).toString();
  }

  private String value(String name) {
    if (name.equals("folder")) {
      return folder.toString();
    }
    Integer port = name.startsWith(PORT) ? ports.get(name.substring(PORT.length())) : null;
    if (port == null) {
      throw new Failure("the plan is wrong: nothing stands for ${" + name + "}");
    }
    return port.toString();
  }
}
