package dev.tenantry.sizing;

import java.util.Locale;

/** What a GPU does with weights in FP8. */
public enum Fp8 {
  /** It computes in FP8: half the memory, more speed. */
  NATIVE,
  /** It holds them in FP8 and computes in 16 bits: half the memory, no more speed. */
  WEIGHT_ONLY;

  /** The word in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
