package dev.tenantry.config;

/**
 * The name of a host outside of the cluster, or a pattern whose first label is {@code *}.
 *
 * @param value lower case, at least two labels after the wildcard, no dot at the end
 */
public record HostName(String value) implements Comparable<HostName> {
  /** As a JSON Schema pattern. A last label of digits alone would be an address. */
  public static final String PATTERN =
      "^(?=.{1,253}$)(\\*\\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+"
          + "[a-z]([-a-z0-9]{0,61}[a-z0-9])?$";

  private static final String WILDCARD = "*.";

  /**
   * Checks the notation; which hosts are out of bounds is a rule of its own.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public HostName {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(Words.quote(value) + " " + problem(value));
    }
  }

  /** As the constructor. */
  public static HostName parse(String text) {
    return new HostName(text);
  }

  /** Whether the first label stands for any one label. */
  public boolean isWildcard() {
    return value.startsWith(WILDCARD);
  }

  /** The name without the wildcard. */
  String base() {
    return isWildcard() ? value.substring(WILDCARD.length()) : value;
  }

  private static String problem(String text) {
    if (text.equals("*") || text.equals("*.*")) {
      return "is every host of the Internet; name the ones that are needed";
    }
    if (text.contains(":") && !text.contains("/") || text.matches(Ipv4Address.PATTERN)) {
      return "is an address or has a port; use allowedRanges for hosts without a name";
    }
    if (text.contains("/")) {
      return "is not a host but a URL or a range; write the name of the host alone";
    }
    if (text.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
      return "has an upper-case letter; use lower case";
    }
    if (text.endsWith(".")) {
      return "has a dot at the end; leave it out";
    }
    if (text.lastIndexOf('*') > 0 || text.contains("*") && !text.startsWith(WILDCARD)) {
      return "has a wildcard that is not the whole first label";
    }
    if (text.startsWith(WILDCARD)) {
      return "needs at least two labels after the wildcard, such as *.example.com";
    }
    return "is not a host name: write at least two labels of a-z, 0-9 and dash, such as"
        + " api.example.com";
  }

  @Override
  public int compareTo(HostName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
