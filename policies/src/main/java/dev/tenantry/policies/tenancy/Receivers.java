package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tenants with roles on each resource; reports whoever has all of what others are on too. */
final class Receivers {
  private final Map<String, List<Receiver>> byResource = new LinkedHashMap<>();

  private record Receiver(String tenant, Grant grant) {}

  /**
   * Notes a role on a resource that is known.
   *
   * @param tenant to whom it is given
   */
  void add(Grant grant, String tenant) {
    String resource = grant.resource().type().split("/", 2)[0] + " " + grant.target().orElseThrow();
    byResource
        .computeIfAbsent(resource, first -> new ArrayList<>())
        .add(new Receiver(tenant, grant));
  }

  /** A neighbour that keeps to its part is read all the same by whoever does not. */
  void report(Findings findings) {
    byResource.forEach(
        (resource, receivers) -> {
          for (Receiver one : receivers) {
            receivers.stream()
                .filter(other -> !other.tenant().equals(one.tenant()))
                .findFirst()
                .ifPresent(
                    other ->
                        findings.require(
                            bounded(one.grant()),
                            one.grant().resource(),
                            "a role without a condition on resource.name on "
                                + resource
                                + ", where tenant "
                                + other.tenant()
                                + " has a role too"));
          }
        });
  }

  /** A condition on the time or the type of the request leaves it all of the resource. */
  private static Answer bounded(Grant grant) {
    return grant
        .resource()
        .at("condition.expression")
        .isText(expression -> expression.contains("resource.name"));
  }
}
