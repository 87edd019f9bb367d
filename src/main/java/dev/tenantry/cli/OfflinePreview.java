package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.Report;
import dev.tenantry.plan.ResourceState;
import dev.tenantry.plan.Source;
import dev.tenantry.plan.Step;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.Violation;
import dev.tenantry.render.PolicyInput;
import dev.tenantry.render.RecordedResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A preview of what the program declares, without an engine, as if nothing existed yet. */
final class OfflinePreview {
  private static final String PACK = "tenantry";
  private static final String COMPONENT = "tenantry:";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String stack;
  private final Map<String, RecordedResource> byKey = new HashMap<>();

  private OfflinePreview(String stack, List<RecordedResource> recording) {
    this.stack = stack;
    recording.forEach(one -> byKey.put(one.type() + "::" + one.name(), one));
  }

  /**
   * All resources of a recording as new ones, and what rules say of them.
   *
   * @param rules those of the pack, as the stack wants them
   */
  static Preview of(String stack, List<RecordedResource> recording, Rules rules) {
    return new Preview(
        stack,
        Source.OFFLINE,
        true,
        new TreeMap<>(Map.of(PACK, "")),
        steps(stack, recording),
        rules.judge(PolicyInput.of(stack, recording)).stream().map(OfflinePreview::report).toList(),
        List.of());
  }

  /** All resources of a recording as new ones. */
  static List<Step> steps(String stack, List<RecordedResource> recording) {
    OfflinePreview preview = new OfflinePreview(stack, recording);
    return recording.stream().map(preview::step).toList();
  }

  private Step step(RecordedResource one) {
    return new Step(
        urn(one.type(), one.name()),
        one.type(),
        !one.type().startsWith(COMPONENT),
        Operation.CREATED,
        Optional.empty(),
        Optional.of(state(one)),
        new TreeSet<>(),
        new TreeSet<>());
  }

  private ResourceState state(RecordedResource one) {
    JsonNode inputs = JSON.valueToTree(one.inputs());
    boolean isProtected = Boolean.TRUE.equals(one.options().get("protect"));
    return new ResourceState(
        parent(one), isProtected, inputs, JsonNodeFactory.instance.objectNode());
  }

  /** The parent's URN with the types of its own parents, as the engine makes it. */
  private String parent(RecordedResource one) {
    RecordedResource parent = byKey.get(one.parent());
    return parent == null ? "" : urn(types(parent), parent.name());
  }

  private String types(RecordedResource one) {
    RecordedResource parent = byKey.get(one.parent());
    return parent == null ? one.type() : types(parent) + "$" + one.type();
  }

  /** As {@link PolicyInput} names a resource, so that a verdict finds its own. */
  private String urn(String type, String name) {
    return String.join("::", "urn:pulumi:" + stack, "tenantry", type, name);
  }

  private static Report report(Violation found) {
    return new Report(
        PACK,
        found.rule().id(),
        Optional.of(found.rule()),
        found.rule().level(),
        Optional.of(found.rule().severity()),
        found.urn(),
        found.message());
  }
}
