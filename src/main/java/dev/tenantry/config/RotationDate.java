package dev.tenantry.config;

/**
 * The day on which a secret is due for the first time, at midnight UTC.
 *
 * @param value {@code YYYY-MM-DD}, a day from 1 to 28
 */
public record RotationDate(String value) implements Comparable<RotationDate> {
  /** As a JSON Schema pattern; every month has its first 28 days. */
  public static final String PATTERN = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public RotationDate {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a date: write \"YYYY-MM-DD\" in quotes, with a day from 1 to 28");
    }
  }

  /** As the constructor. */
  public static RotationDate parse(String text) {
    return new RotationDate(text);
  }

  /** Midnight UTC of the day, in the notation of RFC 3339. */
  public String instant() {
    return value + "T00:00:00Z";
  }

  @Override
  public int compareTo(RotationDate other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
