package dev.tenantry.policies;

/** What a violation does. */
public enum Level {
  /** The rule is not asked. */
  DISABLED,
  /** Reported; the update goes on. */
  ADVISORY,
  /** Stops the update before the resource exists. */
  MANDATORY
}
