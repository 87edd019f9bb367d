package dev.tenantry.config;

import java.util.Optional;

/**
 * Who may read a secret: an agent, or one tool as used by one agent.
 *
 * @param value {@code <agent>} or {@code <agent>/<tool>}
 */
public record SecretReader(String value) implements Comparable<SecretReader> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^[a-z]([-a-z0-9]{0,18}[a-z0-9])?(/[a-z]([-a-z0-9]{0,18}[a-z0-9])?)?$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public SecretReader {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a reader: write <agent>, or <agent>/<tool> for a tool as used by an"
              + " agent");
    }
  }

  /** As the constructor. */
  public static SecretReader parse(String text) {
    return new SecretReader(text);
  }

  /** The agent, which must be one of the tenant's. */
  public String agent() {
    return value.split("/")[0];
  }

  /** The tool; empty where the agent itself reads. */
  public Optional<String> tool() {
    return value.contains("/") ? Optional.of(value.split("/")[1]) : Optional.empty();
  }

  @Override
  public int compareTo(SecretReader other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
