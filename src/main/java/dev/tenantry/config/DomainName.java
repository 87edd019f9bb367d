package dev.tenantry.config;

/**
 * A DNS name of at least two labels.
 *
 * @param value lower case, without a dot at the end; short enough for a tenant before it
 */
public record DomainName(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^(?=.{1,190}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public DomainName {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a domain name: write labels of a-z, 0-9 and dash, such as"
              + " agents.example.com");
    }
  }

  /** As the constructor. */
  public static DomainName parse(String text) {
    return new DomainName(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
