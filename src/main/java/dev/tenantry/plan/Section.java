package dev.tenantry.plan;

import java.util.List;
import java.util.Map;

/**
 * What happens to one tenant, or to what tenants share.
 *
 * @param owner the tenant, or {@link Owners#SHARED}
 * @param counts of its resources, for every operation; components are not counted
 * @param changes the most dangerous first, then by type and name
 */
public record Section(String owner, Map<Operation, Integer> counts, List<Change> changes) {
  public Section {
    changes = List.copyOf(changes);
  }

  /** How many resources an operation is done to. */
  public int count(Operation operation) {
    return counts.getOrDefault(operation, 0);
  }
}
