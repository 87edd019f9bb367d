package dev.tenantry.config;

import java.util.Locale;

/** By what orchestrators scale. */
public enum AgentScaling {
  /** Turns that run: an agent waits for models most of its time, so that its CPU tells little. */
  TURNS,
  /** CPU, for a cluster that shows no metrics of pods to its autoscalers. */
  CPU;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
