package dev.tenantry.config;

/**
 * The number that Google gives to a project; principals and conditions name it instead of the id.
 *
 * @param value 1 to 19 digits, the first not 0
 */
public record ProjectNumber(String value) implements Comparable<ProjectNumber> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^[1-9][0-9]{0,18}$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public ProjectNumber {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a project's number: write its digits in quotes; gcloud projects describe"
              + " shows it");
    }
  }

  /** As the constructor. */
  public static ProjectNumber parse(String text) {
    return new ProjectNumber(text);
  }

  @Override
  public int compareTo(ProjectNumber other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
