package dev.tenantry.prove;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * One NetworkPolicy or FQDNNetworkPolicy.
 *
 * @param namespace the Namespace whose pods it may select
 * @param name the object's name
 * @param pods which pods it selects
 * @param isolatesIngress whether selected pods accept only what some policy allows
 * @param isolatesEgress whether selected pods send only what some policy allows
 * @param ingress whom selected pods accept; empty unless it isolates ingress
 * @param egress where selected pods send; empty unless it isolates egress
 * @param hosts where selected pods send by host name or pattern; of an FQDNNetworkPolicy only
 */
public record Policy(
    String namespace,
    String name,
    Selector pods,
    boolean isolatesIngress,
    boolean isolatesEgress,
    List<PolicyRule> ingress,
    List<PolicyRule> egress,
    SortedMap<String, PortSet> hosts) {
  /** Whether the policy selects a pod. */
  public boolean selects(Pod pod) {
    return namespace.equals(pod.namespace()) && pods.matches(pod.labels());
  }

  /**
   * The same policy in no Namespace and without hosts: equal for tenants whose policies are equal.
   *
   * <p>Hosts are judged for each pod, so tenants that differ in nothing else stay alike.
   */
  Policy anywhere() {
    return new Policy(
        "",
        name,
        pods,
        isolatesIngress,
        isolatesEgress,
        ingress,
        egress,
        Collections.emptySortedMap());
  }

  /** Such as {@code tenant-acme/allow-dns}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
