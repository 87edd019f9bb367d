package dev.tenantry.policies;

/** How bad a violation is, as the engine and SARIF show it; not whether it stops an update. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
