package dev.tenantry.sizing;

import java.util.Locale;

/** In how many bits keys and values of past tokens are held. */
public enum KvPrecision {
  /** Two bytes a value: the default of vLLM. */
  BF16(2),
  /** One byte a value: {@code --kv-cache-dtype=fp8}. */
  FP8(1);

  private final int bytes;

  KvPrecision(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }

  /** The word in files and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
