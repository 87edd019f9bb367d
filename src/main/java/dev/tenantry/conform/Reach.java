package dev.tenantry.conform;

/** From where a rule can be checked. */
public enum Reach {
  /** By requests to a running agent, wherever it runs. */
  OUTSIDE,
  /** Only around a process that the checker itself starts and stops. */
  PROCESS,
  /** Not by this checker. */
  NOWHERE
}
