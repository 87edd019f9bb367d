package dev.tenantry.local.environment.plugins;

/** Which providers are wanted. */
public enum ProviderMode {
  /** A real one if there is one or one can be installed, else the test provider. */
  AUTO,
  /** Always the test provider. */
  TEST,
  /** A real one or a failure. */
  REAL
}
