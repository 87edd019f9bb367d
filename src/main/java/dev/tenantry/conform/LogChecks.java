package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.conform.standin.ModelStandIn;
import dev.tenantry.contract.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a judged process left behind when all of its starts have ended: logs, files, telemetry. */
final class LogChecks {
  private static final List<String> FIELDS =
      List.of("time", "level", "event", "message", "tenant", "agent");

  private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error");
  private static final List<String> AUDIT = List.of("actor", "action", "target", "decision");
  private static final List<String> SPANS =
      List.of("gen_ai.request.model", "gen_ai.usage.input_tokens");

  /** Strict about what follows the value: two objects on one line are not one. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Findings findings;
  private final Stage stage;

  LogChecks(Findings findings, Stage stage) {
    this.findings = findings;
    this.stage = stage;
  }

  void run() {
    log();
    if (stage.mode() == Mode.ORCHESTRATOR) {
      trace();
      audit();
      attributes();
      silent();
    }
    secretsInLogs();
    secretsInAnswers();
    files();
  }

  /** All lines on stdout that are JSON objects. */
  static List<JsonNode> lines(Stage stage) {
    List<JsonNode> lines = new ArrayList<>();
    for (RunningAgent agent : stage.started()) {
      for (String line : agent.process().out()) {
        try {
          JsonNode parsed = JSON.readTree(line);
          if (parsed.isObject()) {
            lines.add(parsed);
          }
        } catch (IOException e) {
          // Reported by C-LOG-1.
          continue;
        }
      }
    }
    return lines;
  }

  private void log() {
    findings.check(
        Rule.LOG,
        () -> {
          int lines = 0;
          for (RunningAgent agent : stage.started()) {
            for (String line : agent.process().out()) {
              line(line);
              lines++;
            }
          }
          expect(lines > 0, "at least one line on stdout", "none");
        });
  }

  private static void line(String text) throws Findings.Unmet {
    JsonNode line;
    try {
      line = JSON.readTree(text);
    } catch (IOException e) {
      throw new Findings.Unmet("one JSON object a line", Words.brief(text));
    }
    expect(line.isObject(), "one JSON object a line", Words.brief(text));
    for (String field : FIELDS) {
      expect(
          line.path(field).isTextual() && !line.path(field).asText().isBlank(),
          "'" + field + "' in every line",
          Words.brief(text));
    }
    String level = line.path("level").asText().toLowerCase(Locale.ROOT);
    expect(LEVELS.contains(level), "level of " + LEVELS, level);
    expect(
        line.path("agent").asText().equals(Stage.AGENT_NAME),
        "AGENT_NAME as agent",
        Words.brief(text));
    try {
      OffsetDateTime.parse(line.path("time").asText());
    } catch (DateTimeException e) {
      throw new Findings.Unmet("time as of RFC 3339", line.path("time").asText());
    }
  }

  private void trace() {
    findings.check(
        Rule.LOG_TRACE,
        () -> {
          boolean found =
              json().stream()
                  .anyMatch(it -> it.path("trace_id").asText().equals(DialogueChecks.TRACE_ID));
          expect(found, "a line with trace_id " + DialogueChecks.TRACE_ID, "none");
        });
  }

  private void audit() {
    findings.check(
        Rule.AUDIT,
        () -> {
          List<JsonNode> lines = json();
          findings.require(Rule.TOOL_CALLED);
          List<JsonNode> audits =
              lines.stream().filter(line -> line.path("event").asText().equals("audit")).toList();
          expect(!audits.isEmpty(), "lines with event audit", "none");
          for (JsonNode line : audits) {
            for (String field : AUDIT) {
              expect(
                  !line.path(field).asText("").isBlank(),
                  "'" + field + "' in every line with event audit",
                  Words.brief(line.toString()));
            }
          }
        });
  }

  private List<JsonNode> json() throws Findings.Unchecked {
    List<JsonNode> lines = lines(stage);
    if (lines.isEmpty()) {
      throw new Findings.Unchecked("no line of JSON: see " + Rule.LOG.id());
    }
    return lines;
  }

  private void attributes() {
    findings.check(
        Rule.TRACE_ATTRIBUTES,
        () -> {
          List<String> bodies = stage.telemetry().bodies();
          for (String word : SPANS) {
            expect(
                bodies.stream().anyMatch(body -> body.contains(word)),
                word + " in what the collector got",
                bodies.size() + " requests without it");
          }
        });
  }

  private void silent() {
    findings.check(
        Rule.TRACE_SILENT,
        () -> {
          List<String> bodies = stage.telemetry().bodies();
          if (bodies.isEmpty()) {
            throw new Findings.Unchecked("the collector got nothing");
          }
          for (String text :
              List.of(ChatChecks.FIRST, DialogueChecks.FIRST_TEXT, ModelStandIn.DEFAULT_TEXT)) {
            expect(
                bodies.stream().noneMatch(body -> body.contains(text)),
                "no text of a conversation in telemetry",
                "'" + text + "'");
          }
        });
  }

  private void secretsInLogs() {
    findings.check(
        Rule.SECRET_LOGS,
        () -> {
          for (RunningAgent agent : stage.started()) {
            without("stdout", agent.process().out());
            without("stderr", agent.process().err());
          }
        });
  }

  private void secretsInAnswers() {
    findings.check(
        Rule.SECRET_ANSWERS,
        () -> {
          without("an answer", stage.heard());
          without("telemetry", stage.telemetry().bodies());
        });
  }

  private void without(String where, List<String> texts) throws Findings.Unmet {
    for (String text : texts) {
      // The secret itself is not repeated: reports end up in logs, too.
      expect(stage.secrets().stream().noneMatch(text::contains), "no secret in " + where, "one");
    }
  }

  private void files() {
    findings.check(
        Rule.FEW_PLACES,
        () -> {
          List<Path> litter = stage.litter();
          expect(litter.isEmpty(), "no file outside of data and /tmp", litter);
        });
  }
}
