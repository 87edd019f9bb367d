package dev.tenantry.config;

/**
 * A predefined machine type of Compute Engine.
 *
 * @param value such as {@code n2d-standard-8}; a shared-core or custom one is none
 */
public record MachineType(String value) implements Comparable<MachineType> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,16}){2,3}$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public MachineType {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value) + " is not a machine type: write one such as n2d-standard-8");
    }
  }

  /** As the constructor. */
  public static MachineType parse(String text) {
    return new MachineType(text);
  }

  @Override
  public int compareTo(MachineType other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
