package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.ResourceState;
import dev.tenantry.plan.Source;
import dev.tenantry.plan.Step;
import dev.tenantry.policies.Rules;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What leads from one recording of the program to another, without an engine. */
final class RecordedChange {
  /**
   * What names a resource at its provider, and so cannot change in place. Providers know more of
   * the kind; which, only they say.
   */
  private static final Set<String> NAMES =
      Set.of(
          "/metadata/name",
          "/metadata/namespace",
          "/name",
          "/project",
          "/location",
          "/region",
          "/zone",
          "/accountId",
          "/secretId",
          "/repositoryId");

  private RecordedChange() {}

  /**
   * The preview of what leads from one recording to the other, and what rules say of the other.
   *
   * @param rules those of the pack, as the stack wants them
   */
  static Preview between(
      String stack, List<RecordedResource> before, List<RecordedResource> after, Rules rules) {
    Preview declared = OfflinePreview.of(stack, after, rules);
    Map<String, Step> old =
        OfflinePreview.steps(stack, before).stream()
            .collect(Collectors.toMap(Step::urn, Function.identity()));
    List<Step> steps = new ArrayList<>();
    Set<String> left = new HashSet<>();
    for (Step step : declared.steps()) {
      left.add(step.urn());
      steps.add(compared(Optional.ofNullable(old.get(step.urn())), step));
    }
    old.values().stream()
        .filter(step -> !left.contains(step.urn()))
        .sorted((one, other) -> one.urn().compareTo(other.urn()))
        .forEach(
            step ->
                steps.add(
                    with(
                        step, Operation.DELETED, step.after(), Optional.empty(), new TreeSet<>())));
    return new Preview(
        stack,
        Source.COMPARED,
        true,
        declared.packs(),
        steps,
        declared.reports(),
        declared.remarks());
  }

  private static Step compared(Optional<Step> old, Step step) {
    if (old.isEmpty()) {
      return step;
    }
    JsonNode was = old.get().inputsAfter();
    JsonNode is = step.inputsAfter();
    SortedSet<String> renamed =
        NAMES.stream()
            .filter(name -> !was.at(name).equals(is.at(name)))
            .map(name -> name.substring(1).replace('/', '.'))
            .collect(Collectors.toCollection(TreeSet::new));
    Operation operation =
        was.equals(RecordedChange::compare, is) ? Operation.UNCHANGED : Operation.CHANGED;
    return with(
        step,
        renamed.isEmpty() ? operation : Operation.REPLACED,
        old.get().after(),
        step.after(),
        renamed);
  }

  /** A number that was written and read again may have another class, and is no other number. */
  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  private static Step with(
      Step step,
      Operation operation,
      Optional<ResourceState> before,
      Optional<ResourceState> after,
      SortedSet<String> replacing) {
    return new Step(
        step.urn(),
        step.type(),
        step.custom(),
        operation,
        before,
        after,
        new TreeSet<>(replacing),
        replacing);
  }
}
