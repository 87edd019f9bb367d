package dev.tenantry.config;

import java.util.Locale;

/** Whether an agent has a worker. */
public enum AgentWorker {
  /** One that takes tasks from the agent's queue, and sleeps while it is empty. */
  QUEUE,
  /** None. */
  NONE;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
