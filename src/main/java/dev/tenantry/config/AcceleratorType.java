package dev.tenantry.config;

/**
 * A GPU as GKE names it, in the node label {@code cloud.google.com/gke-accelerator}.
 *
 * @param value such as {@code nvidia-l4}
 */
public record AcceleratorType(String value) implements Comparable<AcceleratorType> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^nvidia-[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public AcceleratorType {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value) + " is not an accelerator: write one such as nvidia-l4");
    }
  }

  /** As the constructor. */
  public static AcceleratorType parse(String text) {
    return new AcceleratorType(text);
  }

  @Override
  public int compareTo(AcceleratorType other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
