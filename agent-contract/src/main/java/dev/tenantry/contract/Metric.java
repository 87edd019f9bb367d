package dev.tenantry.contract;

/** Names of metrics by which the platform scales; an image that lacks them scales by CPU alone. */
public final class Metric {
  /** Gauge of an orchestrator: turns that run in this process. */
  public static final String TURNS_ACTIVE = "tenantry_turns_active";

  private Metric() {}
}
