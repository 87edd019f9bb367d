package dev.tenantry.config;

/**
 * A name that the platform gives to nodes, a reservation or an exclusion from maintenance.
 *
 * @param value 1 to 20 of a-z, 0-9 and dash, first a letter, last no dash
 */
public record PoolName(String value) implements Comparable<PoolName> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^[a-z]([-a-z0-9]{0,18}[a-z0-9])?$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public PoolName {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a name: use 1 to 20 of a-z, 0-9 and dash, first a letter, last no dash");
    }
  }

  /** As the constructor. */
  public static PoolName parse(String text) {
    return new PoolName(text);
  }

  @Override
  public int compareTo(PoolName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
