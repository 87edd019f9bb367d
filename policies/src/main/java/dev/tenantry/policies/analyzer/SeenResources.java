package dev.tenantry.policies.analyzer;

import dev.tenantry.policies.Resource;
import dev.tenantry.policies.StackResources;
import dev.tenantry.policies.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;

/**
 * What the program declared, in its order.
 *
 * <p>At the end the engine sends a stack's outputs, in no order. In a preview they lack what a
 * provider was not asked for: of one whose own configuration is not known yet, everything. So a
 * rule on a stack reads the inputs, as one on a resource does, and outputs only of what the program
 * did not declare this time.
 */
final class SeenResources {
  private final Map<String, Resource> byUrn = new LinkedHashMap<>();

  synchronized void add(Resource declared) {
    byUrn.put(declared.urn(), declared);
  }

  /** The stack that the engine sent. */
  synchronized StackResources stack(String name, List<AnalyzerResource> sent) {
    Map<String, Resource> others = new TreeMap<>();
    for (AnalyzerResource one : sent) {
      if (!byUrn.containsKey(one.getUrn())) {
        others.put(
            one.getUrn(),
            new Resource(
                one.getUrn(),
                one.getType(),
                one.getName(),
                Values.of(Structs.json(one.getProperties()))));
      }
    }
    Set<String> there = sent.stream().map(AnalyzerResource::getUrn).collect(Collectors.toSet());
    List<Resource> all =
        new ArrayList<>(byUrn.values().stream().filter(one -> there.contains(one.urn())).toList());
    all.addAll(others.values());
    return new StackResources(name, all);
  }
}
