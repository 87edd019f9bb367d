package dev.tenantry.config;

/**
 * The id of a Google Cloud project.
 *
 * @param value 6 to 30 of a-z, 0-9 and dash, first a letter, last no dash
 */
public record ProjectId(String value) implements Comparable<ProjectId> {
  /**
   * As a JSON Schema pattern; projects inside of a domain ({@code example.com:x}) are not
   * supported.
   */
  public static final String PATTERN = "^[a-z][-a-z0-9]{4,28}[a-z0-9]$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public ProjectId {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a project's id: use 6 to 30 of a-z, 0-9 and dash, first a letter, last no"
              + " dash");
    }
  }

  /** As the constructor. */
  public static ProjectId parse(String text) {
    return new ProjectId(text);
  }

  @Override
  public int compareTo(ProjectId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
