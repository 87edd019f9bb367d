package dev.tenantry.agentimage.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Lines of the process's log, each with an event that a dashboard can count. */
public final class Log {
  private static final Logger LOGGER = Logger.getLogger("agent");

  private Log() {}

  /** Something that operators want to see. */
  public static void info(String event, String message) {
    write(Level.INFO, event, message, null, Map.of());
  }

  /** Something that was handled and should not go on for long. */
  public static void warn(String event, String message) {
    write(Level.WARNING, event, message, null, Map.of());
  }

  /** Something that was not handled. */
  public static void error(String event, String message, Throwable problem) {
    write(Level.SEVERE, event, message, problem, Map.of());
  }

  /**
   * What was done for whom: never with the text of a prompt, an answer or a secret.
   *
   * @param actor who did it: an agent by its name, or a certificate by its URI
   * @param action such as {@code tool_call}
   * @param target such as a tool's name
   * @param decision allowed or refused, or how it ended
   * @param more further fields
   */
  public static void audit(
      String actor, String action, String target, String decision, Map<String, String> more) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("actor", actor);
    fields.put("action", action);
    fields.put("target", target);
    fields.put("decision", decision);
    fields.putAll(more);
    write(Level.INFO, "audit", action + " " + target + ": " + decision, null, fields);
  }

  private static void write(
      Level level, String event, String message, Throwable problem, Map<String, String> fields) {
    var line = new LogRecord(level, message);
    line.setLoggerName(event);
    line.setThrown(problem);
    line.setParameters(new Object[] {fields});
    LOGGER.log(line);
  }
}
