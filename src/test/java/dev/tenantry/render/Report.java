package dev.tenantry.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A recording as the text of a golden: counts by type, then each resource, exactly. */
public final class Report {
  private Report() {}

  /** Deterministic YAML of all resources with inputs and options. */
  public static String of(List<RecordedResource> recording) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put(
        "counts",
        recording.stream()
            .collect(
                Collectors.groupingBy(
                    RecordedResource::type, TreeMap::new, Collectors.counting())));
    List<Map<String, Object>> resources = new ArrayList<>();
    recording.forEach(resource -> resources.add(entry(resource)));
    report.put("resources", resources);
    return Manifests.toYaml(report);
  }

  /** One URN a line, sorted: what must not change unless a resource is meant to be replaced. */
  public static String urns(String stack, List<RecordedResource> recording) {
    return recording.stream()
        .map(resource -> urn(stack, resource))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String urn(String stack, RecordedResource resource) {
    String parentType =
        resource.parent().isEmpty()
            ? ""
            : resource.parent().substring(0, resource.parent().indexOf("::")) + "$";
    return String.format(
        "urn:pulumi:%s::tenantry::%s%s::%s", stack, parentType, resource.type(), resource.name());
  }

  private static Map<String, Object> entry(RecordedResource resource) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("type", resource.type());
    entry.put("name", resource.name());
    if (!resource.parent().isEmpty()) {
      entry.put("parent", resource.parent());
    }
    if (!resource.options().isEmpty()) {
      entry.put("options", resource.options());
    }
    if (!resource.inputs().isEmpty()) {
      entry.put("inputs", resource.inputs());
    }
    return entry;
  }
}
