package dev.tenantry.sizing;

import java.util.Locale;

/** How the GPUs of a node reach each other. */
public enum GpuLink {
  /** Fast enough for tensor parallelism over the whole node. */
  NVLINK,
  /** Slow: tensor parallelism over more than two GPUs waits for it. */
  PCIE;

  /** The word in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
