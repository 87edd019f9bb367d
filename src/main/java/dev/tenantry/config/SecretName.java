package dev.tenantry.config;

import java.util.Locale;

/**
 * The name of one secret of a tenant.
 *
 * <p>As a file it keeps its name; as a variable it is in upper case, with underscores for dashes.
 *
 * @param value a DNS label of 1 to 40 characters that starts with a letter and names no variable
 *     that changes how programs start
 */
public record SecretName(String value) implements Comparable<SecretName> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^(?=.{1,40}$)(?!(path|home|shell|env|bash-env|ld-.*|java-tool-options|jdk-java-options"
          + "|node-options|python.*|kubernetes-.*|.*-proxy)$)[a-z]([-a-z0-9]*[a-z0-9])?$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public SecretName {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a secret's name: use 1 to 40 of a-z, 0-9 and dash, first a letter, and no"
              + " variable that changes how programs start, such as path or ld-preload");
    }
  }

  /** As the constructor. */
  public static SecretName parse(String text) {
    return new SecretName(text);
  }

  /** The name of the variable that holds it; different names have different variables. */
  public String variable() {
    return value.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public int compareTo(SecretName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
