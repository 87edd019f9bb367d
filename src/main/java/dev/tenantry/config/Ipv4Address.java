package dev.tenantry.config;

/**
 * An IPv4 address in dotted decimal.
 *
 * @param value four numbers from 0 to 255 without leading zeros
 */
public record Ipv4Address(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}$";

  /**
   * Checks the notation.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public Ipv4Address {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value) + " is not an IPv4 address: write four numbers, such as 10.96.0.10");
    }
  }

  /** As the constructor. */
  public static Ipv4Address parse(String text) {
    return new Ipv4Address(text);
  }

  /**
   * Why this address cannot be the one of a single reachable host, or an empty text: unspecified,
   * loopback, link-local (where metadata servers live), multicast and reserved ranges.
   */
  public String hostProblem() {
    String[] parts = value.split("\\.");
    int first = Integer.parseInt(parts[0]);
    int second = Integer.parseInt(parts[1]);
    if (first == 0) {
      return "is unspecified (0.0.0.0/8)";
    }
    if (first == 127) {
      return "is a loopback address (127.0.0.0/8)";
    }
    if (first == 169 && second == 254) {
      return "is a link-local address (169.254.0.0/16)";
    }
    if (first >= 224) {
      return "is a multicast or reserved address (224.0.0.0 and above)";
    }
    return "";
  }

  @Override
  public String toString() {
    return value;
  }
}
