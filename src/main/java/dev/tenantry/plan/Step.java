package dev.tenantry.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the engine means to do with one resource.
 *
 * @param urn the engine's name of it
 * @param type its token, such as {@code kubernetes:core/v1:Namespace}
 * @param custom false for a component, which holds nothing of its own
 * @param operation what happens to it
 * @param before its state now; empty if it is new
 * @param after its state then; empty if it goes
 * @param paths of properties that the provider says will change
 * @param replacing those of {@code paths} that a change in place cannot reach
 */
public record Step(
    String urn,
    String type,
    boolean custom,
    Operation operation,
    Optional<ResourceState> before,
    Optional<ResourceState> after,
    SortedSet<String> paths,
    SortedSet<String> replacing) {
  private static final int URN_PARTS = 4;

  /** The logical name: the last part of the URN. */
  public String name() {
    return nameOf(urn);
  }

  /** The logical name in a URN; what is no URN is its own name. */
  static String nameOf(String urn) {
    String[] parts = urn.split("::", URN_PARTS);
    return parts[parts.length - 1];
  }

  /** The type token in a URN; empty for what is no URN. */
  static String typeOf(String urn) {
    String[] parts = urn.split("::", URN_PARTS);
    return parts.length < URN_PARTS ? "" : parts[2].substring(parts[2].lastIndexOf('$') + 1);
  }

  /** What is known of it: the state after the step, else the one before. */
  Optional<ResourceState> known() {
    return after.or(() -> before);
  }

  /** What the program says before; an empty object if there is nothing. */
  public JsonNode inputsBefore() {
    return before.map(ResourceState::inputs).orElse(JsonNodeFactory.instance.objectNode());
  }

  /** What the program says after; an empty object if there is nothing. */
  public JsonNode inputsAfter() {
    return after.map(ResourceState::inputs).orElse(JsonNodeFactory.instance.objectNode());
  }

  /** One step for each URN: the engine shows a replacement as several. */
  static List<Step> joined(Collection<Step> steps) {
    Map<String, Step> byUrn = new LinkedHashMap<>();
    steps.forEach(step -> byUrn.merge(step.urn(), step, Step::and));
    return new ArrayList<>(byUrn.values());
  }

  private Step and(Step other) {
    SortedSet<String> allPaths = new TreeSet<>(paths);
    allPaths.addAll(other.paths);
    SortedSet<String> allReplacing = new TreeSet<>(replacing);
    allReplacing.addAll(other.replacing);
    return new Step(
        urn,
        type,
        custom || other.custom,
        both(operation, other.operation),
        before.or(other::before),
        after.or(other::after),
        allPaths,
        allReplacing);
  }

  /** A deletion beside anything else is an old copy's: the resource is not what it was. */
  private static Operation both(Operation one, Operation other) {
    boolean deletion = one == Operation.DELETED || other == Operation.DELETED;
    if (deletion && one != other) {
      return Operation.REPLACED;
    }
    return one.compareTo(other) < 0 ? one : other;
  }
}
