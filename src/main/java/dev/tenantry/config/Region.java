package dev.tenantry.config;

/**
 * A region of Google Cloud.
 *
 * @param value such as {@code europe-west1}; a zone such as {@code europe-west1-b} is none
 */
public record Region(String value) implements Comparable<Region> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^[a-z]{2,20}-[a-z]{4,12}[0-9]{1,2}$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public Region {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a region: write one such as europe-west1, without the letter of a zone");
    }
  }

  /** As the constructor. */
  public static Region parse(String text) {
    return new Region(text);
  }

  @Override
  public int compareTo(Region other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
