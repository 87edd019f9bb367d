package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import dev.tenantry.contract.Door;
import java.util.List;
import java.util.regex.Pattern;

/** Probes and metrics of an agent that is ready. */
final class ProbeChecks {
  /** A sample of Prometheus' text format: name, labels, value, perhaps a time or an exemplar. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*\\})?[ \\t]+"
              + "([-+]?[0-9][0-9.eE+-]*|[-+]?Inf|NaN)([ \\t]+-?[0-9.]+)?([ \\t]+#.*)?[ \\t]*");

  private final Findings findings;
  private final AgentDoor door;

  ProbeChecks(Findings findings, AgentDoor door) {
    this.findings = findings;
    this.door = door;
  }

  void ok(Rule rule, String path) {
    findings.check(
        rule,
        () -> {
          Answer answer = door.probe(path);
          expect(answer.status() == 200, "200 of " + path, answer);
        });
  }

  void metrics() {
    findings.check(
        Rule.METRICS,
        () -> {
          Answer answer = door.probe(Door.METRICS);
          expect(answer.status() == 200, "200 of " + Door.METRICS, answer.status());
          expect(
              answer.type().startsWith("text/plain")
                  || answer.type().startsWith("application/openmetrics-text"),
              "text/plain or application/openmetrics-text",
              answer.type());
          List<String> samples =
              answer
                  .body()
                  .lines()
                  .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                  .toList();
          expect(!samples.isEmpty(), "at least one sample", "none");
          for (String sample : samples) {
            expect(SAMPLE.matcher(sample).matches(), "a sample", Words.brief(sample));
          }
        });
  }

  void metricsApart() {
    findings.check(
        Rule.METRICS_APART,
        () -> {
          if (door.isOnePort()) {
            throw new Findings.Unchecked("both ports are one here");
          }
          Answer answer = door.get(Door.METRICS);
          expect(answer.status() != 200, "no 200 at the port of conversations", answer.status());
        });
  }
}
