package dev.tenantry.config;

/**
 * A zone of Google Cloud.
 *
 * @param value such as {@code europe-west1-b}
 */
public record Zone(String value) implements Comparable<Zone> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^[a-z]{2,20}-[a-z]{4,12}[0-9]{1,2}-[a-z]$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public Zone {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value) + " is not a zone: write one such as europe-west1-b");
    }
  }

  /** As the constructor. */
  public static Zone parse(String text) {
    return new Zone(text);
  }

  /** The region that the zone lies in. */
  public Region region() {
    return new Region(value.substring(0, value.length() - "-b".length()));
  }

  @Override
  public int compareTo(Zone other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
