package dev.tenantry.local.environment.pki;

import java.util.List;

/**
 * One certificate to issue.
 *
 * @param name the name of its files
 * @param authority the name of the authority that signs it
 * @param user its common name: for a client, the user that Kubernetes sees
 * @param group its organisation: for a client, the group; empty if none
 * @param purpose what it may be used for
 * @param hosts DNS names and IP addresses of a server; none for a pure client
 * @param uris who it is, for peers that ask for a URI; mostly none
 */
record Leaf(
    String name,
    String authority,
    String user,
    String group,
    Purpose purpose,
    List<String> hosts,
    List<String> uris) {
  Leaf(
      String name,
      String authority,
      String user,
      String group,
      Purpose purpose,
      List<String> hosts) {
    this(name, authority, user, group, purpose, hosts, List.of());
  }

  /** What the certificate may be used for. */
  enum Purpose {
    CLIENT,
    SERVER,
    /** Both: etcd's server is its own client too. */
    PEER
  }

  static Leaf client(String name, String authority, String user, String group) {
    return new Leaf(name, authority, user, group, Purpose.CLIENT, List.of());
  }
}
