package dev.tenantry.render;

import dev.tenantry.policies.Resource;
import dev.tenantry.policies.StackResources;
import dev.tenantry.policies.Values;
import java.util.List;

/** A recording as the rules of the policy pack read it. */
public final class PolicyInput {
  private static final String PROJECT = "tenantry";

  private PolicyInput() {}

  /** All resources of a stack, as an engine would send them. */
  public static StackResources of(String stack, List<RecordedResource> recording) {
    return new StackResources(
        stack, recording.stream().map(resource -> resource(stack, resource)).toList());
  }

  private static Resource resource(String stack, RecordedResource recorded) {
    String urn =
        String.join("::", "urn:pulumi:" + stack, PROJECT, recorded.type(), recorded.name());
    return new Resource(
        urn,
        recorded.type(),
        recorded.name(),
        Values.of(recorded.inputs()),
        Values.of(recorded.options()));
  }
}
