package dev.tenantry.config;

/**
 * A user, a group or the audience of a token, as an identity provider spells it.
 *
 * @param value 1 to 253 characters without spaces, quotes and backslashes
 */
public record IdentityName(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9._:@/+=-]{0,252}$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public IdentityName {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a user, group or audience: use letters, digits and ._:@/+=-, first a"
              + " letter or digit");
    }
  }

  /** As the constructor. */
  public static IdentityName parse(String text) {
    return new IdentityName(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
