package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pulumi.automation.OperationType;
import com.pulumi.automation.events.DiagnosticEvent;
import com.pulumi.automation.events.DiffKind;
import com.pulumi.automation.events.EngineEvent;
import com.pulumi.automation.events.PolicyEvent;
import com.pulumi.automation.events.PropertyDiff;
import com.pulumi.automation.events.StepEventMetadata;
import com.pulumi.automation.events.StepEventStateMetadata;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.Remark;
import dev.tenantry.plan.Report;
import dev.tenantry.plan.ResourceState;
import dev.tenantry.plan.Source;
import dev.tenantry.plan.Step;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.pack.TenantryRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gathers a preview from the engine's events, which arrive on another thread. */
final class PlanEvents {
  /** How a test provider of this repository begins to say what it is. */
  private static final String TEST_PROVIDER = "test provider";

  /** The engine's marks for colours, such as {@code <{%reset%}>}. */
  private static final Pattern COLOUR = Pattern.compile("<\\{%[^%]*%}>");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, RuleInfo> RULES =
      TenantryRules.all().all().stream()
          .map(PolicyRule::info)
          .collect(Collectors.toMap(RuleInfo::id, Function.identity()));

  private final List<Step> steps = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final SortedMap<String, String> packs = new TreeMap<>();
  private Source source = Source.ENGINE;

  /** Takes one event. */
  synchronized void accept(EngineEvent event) {
    if (event.resourcePreEvent() != null) {
      steps.add(step(event.resourcePreEvent().metadata()));
    }
    if (event.policyEvent() != null) {
      reports.add(report(event.policyEvent()));
    }
    if (event.diagnosticEvent() != null) {
      remark(event.diagnosticEvent());
    }
    if (event.summaryEvent() != null && event.summaryEvent().policyPacks() != null) {
      packs.putAll(event.summaryEvent().policyPacks());
    }
  }

  /**
   * What has arrived.
   *
   * @param failure what the CLI said if it failed
   */
  synchronized Preview preview(String stack, Optional<String> failure) {
    List<Remark> all = new ArrayList<>(remarks);
    boolean mandatory = reports.stream().anyMatch(one -> one.level() == Level.MANDATORY);
    boolean told = remarks.stream().anyMatch(one -> one.kind() == Remark.Kind.ERROR);
    // A preview that a rule ends fails too; then the violations are the reason.
    if (failure.isPresent() && !mandatory && !told) {
      all.add(new Remark(Remark.Kind.ERROR, "", failure.get()));
    }
    return new Preview(stack, source, failure.isEmpty(), packs, steps, reports, all);
  }

  private static Step step(StepEventMetadata step) {
    Map<String, PropertyDiff> diff = step.detailedDiff() == null ? Map.of() : step.detailedDiff();
    SortedSet<String> paths = new TreeSet<>(diff.keySet());
    if (paths.isEmpty() && step.diffs() != null) {
      paths.addAll(step.diffs());
    }
    SortedSet<String> replacing = new TreeSet<>();
    diff.forEach(
        (path, change) -> {
          if (replaces(change.kind())) {
            replacing.add(path);
          }
        });
    if (replacing.isEmpty() && step.keys() != null) {
      replacing.addAll(step.keys());
    }
    Optional<StepEventStateMetadata> before = Optional.ofNullable(step.old());
    Optional<StepEventStateMetadata> after = Optional.ofNullable(step.new_());
    return new Step(
        step.urn(),
        step.type(),
        after.or(() -> before).map(state -> Boolean.TRUE.equals(state.custom())).orElse(true),
        operation(step.op()),
        before.map(PlanEvents::state),
        after.map(PlanEvents::state),
        paths,
        replacing);
  }

  private static boolean replaces(DiffKind kind) {
    return switch (kind) {
      case ADD_REPLACE, DELETE_REPLACE, UPDATE_REPLACE -> true;
      case ADD, DELETE, UPDATE -> false;
    };
  }

  /** An operation that this version does not know is shown rather than hidden. */
  private static Operation operation(OperationType operation) {
    return switch (operation) {
      case SAME, READ, REFRESH, READ_DISCARD, DISCARD_REPLACED, REMOVE_PENDING_REPLACE ->
          Operation.UNCHANGED;
      case CREATE -> Operation.CREATED;
      case UPDATE, IMPORT, UNKNOWN -> Operation.CHANGED;
      case DELETE -> Operation.DELETED;
      case REPLACE, CREATE_REPLACEMENT, DELETE_REPLACED, READ_REPLACEMENT, IMPORT_REPLACEMENT ->
          Operation.REPLACED;
    };
  }

  private static ResourceState state(StepEventStateMetadata state) {
    return new ResourceState(
        state.parent() == null ? "" : state.parent(),
        Boolean.TRUE.equals(state.protect()),
        tree(state.inputs()),
        tree(state.outputs()));
  }

  private static JsonNode tree(Map<String, Object> properties) {
    return properties == null
        ? JsonNodeFactory.instance.objectNode()
        : JSON.valueToTree(whole(properties));
  }

  /** The SDK reads every number as a fraction: 3 would be 3.0. */
  private static Object whole(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> whole = new TreeMap<>();
      map.forEach((key, below) -> whole.put(String.valueOf(key), whole(below)));
      return whole;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PlanEvents::whole).collect(Collectors.toCollection(ArrayList::new));
    }
    return value instanceof Double number && number == number.longValue()
        ? (Object) number.longValue()
        : value;
  }

  private static Report report(PolicyEvent event) {
    return new Report(
        event.policyPackName(),
        event.policyName(),
        Optional.ofNullable(RULES.get(event.policyName())),
        // What is not advisory stops the update.
        "advisory".equals(event.enforcementLevel()) ? Level.ADVISORY : Level.MANDATORY,
        event.resourceUrn() == null ? "" : event.resourceUrn(),
        plain(event.message()));
  }

  private void remark(DiagnosticEvent event) {
    String text = plain(event.message());
    if (Boolean.TRUE.equals(event.ephemeral()) || text.isEmpty()) {
      return;
    }
    String urn = event.urn() == null ? "" : event.urn();
    if (text.startsWith(TEST_PROVIDER)) {
      source = Source.TEST_PROVIDERS;
      remarks.add(new Remark(Remark.Kind.NOTE, "", text));
    } else if ("error".equals(event.severity())) {
      remarks.add(new Remark(Remark.Kind.ERROR, urn, text));
    } else if ("warning".equals(event.severity())) {
      remarks.add(new Remark(Remark.Kind.WARNING, urn, text));
    }
  }

  private static String plain(String message) {
    return COLOUR.matcher(message == null ? "" : message).replaceAll("").strip();
  }
}
