package dev.tenantry.golden;

import dev.tenantry.render.RecordedResource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The network policies among recorded resources. */
public final class Policies {
  private Policies() {}

  /** What each policy says, by {@code <namespace>/<name>}. */
  public static SortedMap<String, Map<String, Object>> specs(List<RecordedResource> recording) {
    SortedMap<String, Map<String, Object>> specs = new TreeMap<>();
    recording.stream()
        .filter(resource -> resource.type().endsWith("NetworkPolicy"))
        .forEach(
            policy ->
                specs.put(
                    String.join("", policy.namespace()) + "/" + policy.objectName(), spec(policy)));
    return specs;
  }

  @SuppressWarnings("unchecked") // the SDK serialises every nested object to a map with string keys
  private static Map<String, Object> spec(RecordedResource policy) {
    return (Map<String, Object>) policy.inputs().get("spec");
  }
}
