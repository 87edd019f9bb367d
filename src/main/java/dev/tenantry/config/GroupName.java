package dev.tenantry.config;

import java.util.Locale;

/**
 * A group of people, by the e-mail address that the cluster's identity provider gives it.
 *
 * <p>GKE passes on the Google groups that are nested in {@code gke-security-groups@<domain>}, in
 * lower case; Kubernetes compares the text exactly. So upper case would bind nobody.
 *
 * @param value an e-mail address in lower case, at most 254 characters
 */
public record GroupName(String value) implements Comparable<GroupName> {
  /** Longest e-mail address that can be delivered to (RFC 5321). */
  public static final int MAX_LENGTH = 254;

  /** As a JSON Schema pattern; the length is a keyword of its own. */
  public static final String PATTERN =
      "^(?!gke-security-groups@)(?!.*\\.gserviceaccount\\.com$)"
          + "[a-z0-9]([a-z0-9._+-]{0,62}[a-z0-9])?"
          + "@([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$";

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with one sentence about the first thing that is wrong
   */
  public GroupName {
    String problem = problem(value);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** As the constructor. */
  public static GroupName parse(String text) {
    return new GroupName(text);
  }

  private static String problem(String text) {
    if (text.isEmpty()) {
      return "group is empty";
    }
    String group = "group " + Words.quote(text);
    if (text.length() > MAX_LENGTH) {
      return group + " has " + text.length() + " characters; the most is " + MAX_LENGTH;
    }
    if (text.startsWith("system:")) {
      return group + " is Kubernetes' own and reaches beyond one tenant; name a group of people";
    }
    if (text.startsWith("gke-security-groups@")) {
      return group + " holds the groups of every tenant; name the tenant's own";
    }
    if (text.endsWith(".gserviceaccount.com")) {
      return group + " is an account; make it a member of a group and name that";
    }
    if (!text.equals(text.toLowerCase(Locale.ROOT))) {
      return group + " has an upper-case letter; use lower case";
    }
    return text.matches(PATTERN)
        ? ""
        : group + " is not a group's e-mail address such as acme-viewers@example.com";
  }

  @Override
  public int compareTo(GroupName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
