package dev.tenantry.config;

import java.util.Locale;

/** Whether the sum must say that a model fits its GPUs. */
public enum FitCheck {
  /** It must. */
  CHECKED,
  /** The catalogue does not know the model or the machine, and somebody has tried it. */
  UNVERIFIED;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
