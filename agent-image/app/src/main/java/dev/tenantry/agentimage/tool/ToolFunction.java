package dev.tenantry.agentimage.tool;

import java.util.Map;

/** What a tool does. */
interface ToolFunction {
  /** Its name, as the model calls it. */
  String name();

  /** What the model is told of it. */
  String description();

  /** JSON Schema of its arguments. */
  Map<String, Object> arguments();

  /**
   * Does it.
   *
   * @return what the model gets to see
   * @throws ToolFailure with what the model should know
   */
  String call(Map<String, Object> arguments);
}
