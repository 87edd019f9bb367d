package dev.tenantry.config;

/**
 * The group whose members are the groups that GKE may know in RBAC; GKE fixes its local part.
 *
 * @param value {@code gke-security-groups@<domain>}
 */
public record SecurityGroup(String value) implements Comparable<SecurityGroup> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^gke-security-groups@([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public SecurityGroup {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not the group of groups: GKE wants gke-security-groups@<your domain>");
    }
  }

  /** As the constructor. */
  public static SecurityGroup parse(String text) {
    return new SecurityGroup(text);
  }

  @Override
  public int compareTo(SecurityGroup other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
