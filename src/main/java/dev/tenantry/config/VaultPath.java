package dev.tenantry.config;

/**
 * A mount in Vault: of a secrets engine or of an authentication method.
 *
 * @param value lower case, no slash at either end
 */
public record VaultPath(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^[a-z0-9]([a-z0-9_/-]{0,61}[a-z0-9])?$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public VaultPath {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a mount: use 1 to 63 of a-z, 0-9, dash, underscore and slash, with a"
              + " letter or digit at both ends");
    }
  }

  /** As the constructor. */
  public static VaultPath parse(String text) {
    return new VaultPath(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
