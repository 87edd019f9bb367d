package dev.tenantry.config;

/**
 * The address of a Vault server. Plain HTTP is refused: tokens would be readable on the way.
 *
 * @param value scheme https, a host, perhaps a port; no path
 */
public record VaultServer(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^https://[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?(:[0-9]{1,5})?$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public VaultServer {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a Vault server: write https://<host> or https://<host>:<port>");
    }
  }

  /** As the constructor. */
  public static VaultServer parse(String text) {
    return new VaultServer(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
