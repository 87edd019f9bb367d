package dev.tenantry.engine;

import java.util.List;

/**
 * Somebody who asks the API server.
 *
 * @param name how the matrix calls it
 * @param user as authenticated
 * @param groups as authenticated, every one of them: a review adds none
 */
record Subject(String name, String user, List<String> groups) {
  private static final String AUTHENTICATED = "system:authenticated";

  /** A person in a group. */
  static Subject person(String name, String group) {
    return new Subject(name, name + "@example.com", List.of(group, AUTHENTICATED));
  }

  /** A person whom the cluster knows and no tenant does. */
  static Subject stranger() {
    return new Subject("stranger", "stranger@example.com", List.of(AUTHENTICATED));
  }

  /** A ServiceAccount. */
  static Subject account(String name, String namespace, String account) {
    return new Subject(
        name,
        "system:serviceaccount:" + namespace + ":" + account,
        List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, AUTHENTICATED));
  }

  @Override
  public String toString() {
    return name;
  }
}
