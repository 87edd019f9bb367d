package dev.tenantry.contract;

import java.util.Locale;

/** What one container of an agent image is started as. */
public enum Mode {
  /** Holds conversations over HTTP. */
  ORCHESTRATOR,
  /** Serves one tool over MCP to one agent. */
  TOOL,
  /** Takes tasks from the tenant's queue. */
  WORKER;

  /** As it is written in {@link Variable#AGENT_MODE}, and in the label {@code role} of a pod. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a mode.
   *
   * @throws IllegalArgumentException if there is no such mode; the message lists them
   */
  public static Mode parse(String text) {
    for (Mode mode : values()) {
      if (mode.label().equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no mode; one of orchestrator, tool, worker");
  }
}
