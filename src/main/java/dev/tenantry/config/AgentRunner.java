package dev.tenantry.config;

import java.util.Locale;

/** Where agents run. */
public enum AgentRunner {
  /** As pods of the cluster. */
  CLUSTER,
  /** As processes of this machine, which the local environment starts; nothing is declared. */
  LOCAL;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
