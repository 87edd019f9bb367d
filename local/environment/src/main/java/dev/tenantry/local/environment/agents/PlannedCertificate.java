package dev.tenantry.local.environment.agents;

import java.util.List;

/**
 * A certificate that a process shows: files {@code tls.crt}, {@code tls.key} and {@code ca.crt} in
 * its folder.
 *
 * @param authority name of who signs it; processes of one authority trust each other
 * @param uri who the process is
 * @param hosts names and addresses under which it is found; none for a pure client
 */
public record PlannedCertificate(String authority, String uri, List<String> hosts) {
  /** Takes absent hosts as none. */
  public PlannedCertificate {
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
  }
}
