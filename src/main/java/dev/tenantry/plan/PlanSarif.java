package dev.tenantry.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.Words;
import dev.tenantry.plan.Places.Place;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The violations of a plan as SARIF 2.1.0, for code scanning: one run for one stack. */
public final class PlanSarif {
  /** GitHub shows no more of one run, and keeps those of the highest severity. */
  static final int RESULTS_MAX = 5_000;

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final Plan plan;
  private final Places places;
  private final List<String> rules = new ArrayList<>();
  private final ArrayNode ruleNodes = JsonNodeFactory.instance.arrayNode();

  private PlanSarif(Plan plan, Places places) {
    this.plan = plan;
    this.places = places;
  }

  /** The document; at most 5,000 results, the heaviest first. */
  public static String of(Plan plan, Places places) {
    return PlanJson.written(new PlanSarif(plan, places).document());
  }

  private ObjectNode document() {
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    plan.verdicts().stream().limit(RESULTS_MAX).forEach(verdict -> results.add(result(verdict)));
    ObjectNode document = object();
    document.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = document.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "tenantry plan");
    driver.set("rules", ruleNodes);
    // Code scanning closes what a later run of the same id does not report.
    run.putObject("automationDetails").put("id", "tenantry-plan/" + plan.stack() + "/");
    run.putArray("invocations")
        .addObject()
        .put("executionSuccessful", plan.outcome() != Outcome.FAILED);
    run.set("results", results);
    return document;
  }

  private ObjectNode result(Verdict verdict) {
    ObjectNode result = object().put("ruleId", verdict.rule());
    result.put("ruleIndex", ruleIndex(verdict));
    result.put("level", level(verdict.level()));
    result.putObject("message").put("text", plain(verdict.message()));
    ObjectNode location = result.putArray("locations").addObject();
    Place place = places.of(verdict.owner(), verdict.type());
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", place.file()).put("uriBaseId", "%SRCROOT%");
    physical.putObject("region").put("startLine", place.line());
    location
        .putArray("logicalLocations")
        .addObject()
        .put("name", plain(verdict.name()))
        .put("fullyQualifiedName", plain(verdict.urn()))
        .put("kind", "resource");
    result.putObject("partialFingerprints").put("primaryLocationLineHash", fingerprint(verdict));
    return result;
  }

  private int ruleIndex(Verdict verdict) {
    int known = rules.indexOf(verdict.rule());
    if (known >= 0) {
      return known;
    }
    rules.add(verdict.rule());
    ruleNodes.add(rule(verdict));
    return rules.size() - 1;
  }

  private static ObjectNode rule(Verdict verdict) {
    ObjectNode rule = object().put("id", verdict.rule());
    String title = verdict.title().isEmpty() ? verdict.rule() : verdict.title();
    rule.putObject("shortDescription").put("text", title);
    rule.putObject("fullDescription").put("text", verdict.why().isEmpty() ? title : verdict.why());
    String remedy =
        verdict.remedy().isEmpty()
            ? "A rule of policy pack " + verdict.pack() + "; see there."
            : verdict.remedy();
    String controls =
        verdict.controls().isEmpty()
            ? ""
            : "\n\nAsked for by: " + String.join("; ", verdict.controls());
    rule.putObject("help").put("text", remedy + controls);
    rule.putObject("defaultConfiguration").put("level", level(verdict.level()));
    ObjectNode properties = rule.putObject("properties");
    properties.putArray("tags").add("security").add(verdict.pack());
    verdict.severity().ifPresent(severity -> properties.put("security-severity", score(severity)));
    return rule;
  }

  private static String level(Level level) {
    return switch (level) {
      case MANDATORY -> "error";
      case ADVISORY -> "warning";
      case DISABLED -> "note";
    };
  }

  /** Within GitHub's bands: critical from 9.0, high from 7.0, medium from 4.0, low below. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
    };
  }

  /** No control characters, and no link: in SARIF, too, that is a text in brackets and a target. */
  private static String plain(String text) {
    return Words.printable(text.replace("\n", " ")).replace("](", "] (");
  }

  /** An alert follows the rule and the resource, wherever its line moves. */
  private static String fingerprint(Verdict verdict) {
    String text = String.join("\n", verdict.rule(), verdict.urn(), verdict.message());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16) + ":1";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
