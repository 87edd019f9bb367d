package dev.tenantry.config;

/**
 * The name of a tenant's own fine-tuned weights on top of a model: {@code <tenant>.<name>}.
 *
 * @param value the tenant, a dot, and a DNS label of 1 to 30 characters
 */
public record AdapterName(String value) implements Comparable<AdapterName> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^[a-z]([-a-z0-9]{0,28}[a-z0-9])?\\.[a-z]([-a-z0-9]{0,28}[a-z0-9])?$";

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public AdapterName {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not an adapter's name: write <tenant>.<name>, each of a-z, 0-9 and dash");
    }
  }

  /** As the constructor. */
  public static AdapterName parse(String text) {
    return new AdapterName(text);
  }

  /** The tenant that alone may ask for it. */
  public String tenant() {
    return value.substring(0, value.indexOf('.'));
  }

  @Override
  public int compareTo(AdapterName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
