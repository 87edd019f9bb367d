package dev.tenantry.cli;

import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.ResourceState;
import dev.tenantry.plan.Source;
import dev.tenantry.plan.Step;
import dev.tenantry.policies.pack.TenantryRules;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Two recordings of the program as an engine would compare them, were every change possible. */
final class RecordedChange {
  private RecordedChange() {}

  /** The preview of what leads from one recording to the other. */
  static Preview between(
      String stack, List<RecordedResource> before, List<RecordedResource> after) {
    Preview declared = OfflinePreview.of(stack, after, TenantryRules.all());
    Map<String, Step> old =
        OfflinePreview.of(stack, before, TenantryRules.all()).steps().stream()
            .collect(Collectors.toMap(Step::urn, Function.identity()));
    List<Step> steps = new ArrayList<>();
    Set<String> left = new HashSet<>();
    for (Step step : declared.steps()) {
      left.add(step.urn());
      steps.add(compared(Optional.ofNullable(old.get(step.urn())), step));
    }
    old.values().stream()
        .filter(step -> !left.contains(step.urn()))
        .forEach(step -> steps.add(with(step, Operation.DELETED, step.after(), Optional.empty())));
    return new Preview(
        stack,
        Source.ENGINE,
        true,
        new TreeMap<>(Map.of("tenantry", "v0.1.0")),
        steps,
        declared.reports(),
        List.of());
  }

  private static Step compared(Optional<Step> old, Step step) {
    if (old.isEmpty()) {
      return step;
    }
    boolean same = old.get().inputsAfter().equals(step.inputsAfter());
    return with(
        step, same ? Operation.UNCHANGED : Operation.CHANGED, old.get().after(), step.after());
  }

  private static Step with(
      Step step,
      Operation operation,
      Optional<ResourceState> before,
      Optional<ResourceState> after) {
    return new Step(
        step.urn(),
        step.type(),
        step.custom(),
        operation,
        before,
        after,
        new TreeSet<>(),
        new TreeSet<>());
  }
}
