package dev.tenantry.plan;

import java.util.List;

/**
 * One resource that will not be what it was.
 *
 * @param urn the engine's name of it
 * @param type its token
 * @param name its logical name
 * @param operation what happens to it
 * @param properties of a changed or replaced resource those that differ, of a new one all, of a
 *     deleted one none
 */
public record Change(
    String urn, String type, String name, Operation operation, List<PropertyChange> properties) {
  public Change {
    properties = List.copyOf(properties);
  }
}
