package dev.tenantry.agentimage.orchestrator;

import java.util.Map;

/** Hears what happens in a turn, as it happens. */
interface TurnListener {
  /** Nobody listens. */
  TurnListener NONE = (event, data) -> {};

  /**
   * Something happened.
   *
   * @param event session, token, tool_call, tool_result, usage
   * @param data what is sent of it
   */
  void on(String event, Map<String, ?> data);
}
