package dev.tenantry.config;

import java.util.Locale;

/** In which numbers the weights are kept. */
public enum ModelPrecision {
  /** Two bytes a parameter. */
  BF16,
  /** One byte a parameter. */
  FP8,
  /** Half a byte a parameter. */
  INT4;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
