package dev.tenantry.config;

import java.util.Locale;

/** Which GPU driver GKE installs on a node. */
public enum GpuDriver {
  /** The one that GKE tested with the node's version. */
  DEFAULT,
  /** The newest one that GKE has for the node's version. */
  LATEST;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
