package dev.tenantry.sizing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** In how many bits the weights of a model are held. */
public enum Precision {
  /** Two bytes a parameter. */
  BF16(2),
  /**
   * One byte a parameter and its scales: 1.02, our assumption, near to published FP8 checkpoints.
   */
  FP8(1.02),
  /**
   * Half a byte, scales, and layers left in 16 bits: 0.56, our assumption, near to AWQ and GPTQ.
   */
  INT4(0.56),
  /** As published by the maker in blocks of 4 bits; only the checkpoint itself says how large. */
  MXFP4(0);

  private final double bytesPerParameter;

  Precision(double bytesPerParameter) {
    this.bytesPerParameter = bytesPerParameter;
  }

  /** Bytes of a parameter where no checkpoint's size is known; empty if no rule of thumb holds. */
  public OptionalDouble bytesPerParameter() {
    return bytesPerParameter > 0 ? OptionalDouble.of(bytesPerParameter) : OptionalDouble.empty();
  }

  /** The word in files and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The precision of that word, in any case of letters. */
  public static Optional<Precision> parse(String word) {
    return Arrays.stream(values()).filter(it -> it.label().equalsIgnoreCase(word)).findFirst();
  }

  @Override
  public String toString() {
    return label();
  }
}
