package dev.tenantry.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A port on which a shared service calls pods of every tenant.
 *
 * <p>As with {@link SharedService}, both ends are generated from here. A kubelet's probes need no
 * rule.
 */
public enum TenantPort {
  /** Where an agent takes requests. */
  ENTRY(SharedService.ENVOY, List.of(PodRole.ORCHESTRATOR), 8080),
  /** Where pods show their metrics. */
  METRICS(SharedService.COLLECTOR, PodRole.TRUSTED, 9090);

  private final SharedService caller;
  private final List<PodRole> roles;
  private final int port;

  TenantPort(SharedService caller, List<PodRole> roles, int port) {
    this.caller = caller;
    this.roles = roles;
    this.port = port;
  }

  /** The ports that services of a Namespace call. */
  public static List<TenantPort> calledFrom(String namespace) {
    return Arrays.stream(values())
        .filter(port -> port.caller.namespace().equals(namespace))
        .toList();
  }

  /** Who calls it. */
  public SharedService caller() {
    return caller;
  }

  /** Which pods listen. */
  public List<PodRole> roles() {
    return roles;
  }

  /** The TCP port. */
  public int port() {
    return port;
  }

  /** How policies call it: {@code entry} or {@code metrics}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
