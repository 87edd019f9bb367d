package dev.tenantry.config;

/**
 * The value of a Kubernetes label, in lower case.
 *
 * <p>Lower case only, because cost reports group by exact text: {@code CC-1} and {@code cc-1} would
 * be two cost centres.
 *
 * @param value 1 to 63 of a-z, 0-9, dash, underscore and dot, with a letter or digit at both ends
 */
public record LabelValue(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^[a-z0-9]([-a-z0-9_.]{0,61}[a-z0-9])?$";

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public LabelValue {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a label value: use 1 to 63 of a-z, 0-9, -, _ and ., with a letter or"
              + " digit at both ends");
    }
  }

  /** As the constructor. */
  public static LabelValue parse(String text) {
    return new LabelValue(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
