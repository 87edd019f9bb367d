package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Who has what; reports each second owner of one thing. */
final class Owners {
  private final Map<String, Map<String, Resource>> owners = new LinkedHashMap<>();

  /**
   * Notes an owner; of an owner that has the thing twice the first resource counts.
   *
   * @param what the thing
   * @param owner whoever may have it more than once
   * @param resource where it is written
   */
  void add(String what, String owner, Resource resource) {
    owners.computeIfAbsent(what, thing -> new LinkedHashMap<>()).putIfAbsent(owner, resource);
  }

  /** Notes the tenant of an object's Namespace as an owner; an object of no tenant is left out. */
  void add(Tenancy tenancy, Resource resource, String what) {
    tenancy.owner(resource).ifPresent(space -> add(what, space.tenant(), resource));
  }

  /** The same, if the thing is known. */
  void add(Tenancy tenancy, Resource resource, Value what) {
    what.text().ifPresent(known -> add(tenancy, resource, known));
  }

  /**
   * Reports every owner after the first.
   *
   * @param shown a thing as people name it
   */
  void report(Findings findings, UnaryOperator<String> shown) {
    owners.forEach(
        (what, having) -> {
          Resource first = having.values().iterator().next();
          having.values().stream()
              .skip(1)
              .forEach(
                  other ->
                      findings.report(
                          other, shown.apply(what) + " is also that of " + place(first)));
        });
  }

  private static String place(Resource resource) {
    return resource.name() + " (" + resource.type() + ")";
  }
}
