package dev.tenantry.config;

/**
 * The name by which agents ask for a model.
 *
 * @param value a DNS label of 1 to 30 characters that starts with a letter
 */
public record ModelName(String value) implements Comparable<ModelName> {
  /** With what is added for its objects it must fit a DNS label of 63. */
  public static final int MAX_LENGTH = 30;

  /** As a JSON Schema pattern, with the length. */
  public static final String PATTERN = "^[a-z]([-a-z0-9]{0,28}[a-z0-9])?$";

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public ModelName {
    DnsLabel.check("model name", value, MAX_LENGTH);
  }

  /** As the constructor. */
  public static ModelName parse(String text) {
    return new ModelName(text);
  }

  @Override
  public int compareTo(ModelName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
