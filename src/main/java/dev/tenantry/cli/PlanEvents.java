package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.stream.Stream;

/**
 * A preview from the engine's events, in the form in which the CLI logs them.
 *
 * <p>The form is that of sdk/go/common/apitype/events.go of the engine, version 3.220.0.
 */
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

  /** Reads a log: one event a line. */
  static PlanEvents read(Path log) throws IOException {
    PlanEvents events = new PlanEvents();
    for (String line : Files.readAllLines(log)) {
      if (!line.isBlank()) {
        events.accept(JSON.readTree(line));
      }
    }
    return events;
  }

  /** Takes one event; those of other kinds say nothing that a plan shows. */
  void accept(JsonNode event) {
    if (event.has("resourcePreEvent")) {
      steps.add(step(event.path("resourcePreEvent").path("metadata")));
    } else if (event.has("policyEvent")) {
      report(event.path("policyEvent"));
    } else if (event.has("diagnosticEvent")) {
      remark(event.path("diagnosticEvent"));
    } else if (event.has("summaryEvent")) {
      event
          .path("summaryEvent")
          .path("PolicyPacks")
          .properties()
          .forEach(pack -> packs.put(pack.getKey(), pack.getValue().asText()));
    }
  }

  /**
   * What has arrived.
   *
   * @param failure what the CLI said if it failed
   */
  Preview preview(String stack, Optional<String> failure) {
    List<Remark> all = new ArrayList<>(remarks);
    boolean mandatory = reports.stream().anyMatch(one -> one.level() == Level.MANDATORY);
    boolean told = remarks.stream().anyMatch(one -> one.kind() == Remark.Kind.ERROR);
    // A preview that a rule ends fails too; then the violations are the reason.
    if (failure.isPresent() && !mandatory && !told) {
      all.add(new Remark(Remark.Kind.ERROR, "", failure.get()));
    }
    return new Preview(stack, source, failure.isEmpty(), packs, steps, reports, all);
  }

  private static Step step(JsonNode step) {
    SortedSet<String> paths = new TreeSet<>();
    SortedSet<String> replacing = new TreeSet<>();
    step.path("detailedDiff")
        .properties()
        .forEach(
            diff -> {
              paths.add(diff.getKey());
              if (diff.getValue().path("diffKind").asText().endsWith("-replace")) {
                replacing.add(diff.getKey());
              }
            });
    // A provider without details still names the properties at the top.
    if (paths.isEmpty()) {
      step.path("diffs").forEach(one -> paths.add(one.asText()));
    }
    if (replacing.isEmpty()) {
      step.path("keys").forEach(one -> replacing.add(one.asText()));
    }
    Optional<JsonNode> before = object(step.path("old"));
    Optional<JsonNode> after = object(step.path("new"));
    return new Step(
        step.path("urn").asText(),
        step.path("type").asText(),
        after.or(() -> before).map(state -> state.path("custom").asBoolean()).orElse(true),
        operation(step.path("op").asText()),
        before.map(PlanEvents::state),
        after.map(PlanEvents::state),
        paths,
        replacing);
  }

  /** An operation that this version does not know is shown rather than hidden. */
  private static Operation operation(String operation) {
    return switch (operation) {
      case "same", "read", "refresh", "discard", "discard-replaced", "remove-pending-replace" ->
          Operation.UNCHANGED;
      case "create" -> Operation.CREATED;
      case "delete" -> Operation.DELETED;
      case "replace",
          "create-replacement",
          "delete-replaced",
          "read-replacement",
          "import-replacement" ->
          Operation.REPLACED;
      default -> Operation.CHANGED;
    };
  }

  private static ResourceState state(JsonNode state) {
    return new ResourceState(
        state.path("parent").asText(),
        state.path("protect").asBoolean(),
        object(state.path("inputs")).orElseGet(JsonNodeFactory.instance::objectNode),
        object(state.path("outputs")).orElseGet(JsonNodeFactory.instance::objectNode));
  }

  private static Optional<JsonNode> object(JsonNode node) {
    return node.isObject() ? Optional.of(node) : Optional.empty();
  }

  private void report(JsonNode event) {
    String pack = event.path("policyPackName").asText();
    packs.putIfAbsent(pack, event.path("policyPackVersion").asText());
    String rule = event.path("policyName").asText();
    reports.add(
        new Report(
            pack,
            rule,
            Optional.ofNullable(RULES.get(rule)),
            // What is not advisory stops the update.
            event.path("enforcementLevel").asText().equals("advisory")
                ? Level.ADVISORY
                : Level.MANDATORY,
            severity(event.path("severity").asText()),
            event.path("resourceUrn").asText(),
            plain(event.path("message").asText())));
  }

  private static Optional<Severity> severity(String word) {
    return Stream.of(Severity.values())
        .filter(one -> one.name().equalsIgnoreCase(word))
        .findFirst();
  }

  private void remark(JsonNode event) {
    String text = plain(event.path("message").asText());
    if (event.path("ephemeral").asBoolean() || text.isEmpty()) {
      return;
    }
    String urn = event.path("urn").asText();
    String severity = event.path("severity").asText();
    if (text.startsWith(TEST_PROVIDER)) {
      source = Source.TEST_PROVIDERS;
      remarks.add(new Remark(Remark.Kind.NOTE, "", text));
    } else if (severity.equals("error")) {
      remarks.add(new Remark(Remark.Kind.ERROR, urn, text));
    } else if (severity.equals("warning")) {
      remarks.add(new Remark(Remark.Kind.WARNING, urn, text));
    }
  }

  private static String plain(String message) {
    return COLOUR.matcher(message).replaceAll("").strip();
  }
}
