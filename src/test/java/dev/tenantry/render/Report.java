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
    Map<String, RecordedResource> byKey =
        recording.stream()
            .collect(Collectors.toMap(one -> one.type() + "::" + one.name(), one -> one));
    return recording.stream()
        .map(
            one ->
                String.format(
                    "urn:pulumi:%s::tenantry::%s::%s", stack, types(one, byKey), one.name()))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The types of all parents and the resource's own, as a URN holds them. */
  private static String types(RecordedResource resource, Map<String, RecordedResource> byKey) {
    return resource.parent().isEmpty()
        ? resource.type()
        : types(byKey.get(resource.parent()), byKey) + "$" + resource.type();
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
