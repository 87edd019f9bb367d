package dev.tenantry.prove;

import java.util.List;

/**
 * What the prover found.
 *
 * @param tenants how many tenants were judged
 * @param policies how many policies
 * @param pods how many pods, one of each workload in each Namespace
 * @param classes how many kinds of pods no policy can tell apart
 * @param claims how many claims were checked, each for one class or one pair of classes
 * @param failures one sentence for each claim that does not hold; empty if all do
 * @param table who reaches whom
 */
public record Proof(
    int tenants,
    int policies,
    int pods,
    int classes,
    int claims,
    List<String> failures,
    ReachabilityTable table) {
  /** Copies the list. */
  public Proof {
    failures = List.copyOf(failures);
  }

  /** Whether every claim holds. */
  public boolean holds() {
    return failures.isEmpty();
  }

  /** One line for people. */
  public String summary() {
    return String.format(
        "%d tenants, %d policies, %d pods of %d kinds: %d claims, %d fail",
        tenants, policies, pods, classes, claims, failures.size());
  }
}
