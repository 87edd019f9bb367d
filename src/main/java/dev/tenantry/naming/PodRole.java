package dev.tenantry.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a pod of a tenant is for: value of the label {@link Labels#ROLE}.
 *
 * <p>Network policies select by it. A pod without it has no network at all.
 */
public enum PodRole {
  /** Runs an agent's conversations. */
  ORCHESTRATOR,
  /** Runs one tool. */
  TOOL,
  /** Works through a queue. */
  WORKER,
  /** Calls tools on behalf of code that must not call them itself. */
  BROKER,
  /** Runs code that a model wrote: talks to the broker and to nobody else. */
  CODE_EXECUTION;

  /** Every role that may resolve names, send telemetry and be scraped. */
  public static final List<PodRole> TRUSTED =
      Arrays.stream(values()).filter(role -> role != CODE_EXECUTION).toList();

  /** The roles that do a tenant's own work with its data. */
  public static final List<PodRole> WORKING = List.of(ORCHESTRATOR, TOOL, WORKER);

  /** The value of the label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
