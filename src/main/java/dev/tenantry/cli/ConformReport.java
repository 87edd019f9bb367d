package dev.tenantry.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.conform.Finding;
import dev.tenantry.conform.Report;
import dev.tenantry.conform.Rule;
import dev.tenantry.conform.Verdict;
import dev.tenantry.contract.Mode;
import java.util.List;
import java.util.stream.Collectors;

/** A report of {@code tenantry conform}, for people and for programs. */
final class ConformReport {
  private final Mode mode;
  private final Report report;

  ConformReport(Mode mode, Report report) {
    this.mode = mode;
    this.report = report;
  }

  /** A row for each rule, and what it comes to. */
  String text() {
    Table table = new Table("RULE", "LEVEL", "VERDICT", "DETAIL");
    for (Finding finding : report.findings()) {
      table.row(
          finding.rule().id(),
          finding.rule().level().name(),
          finding.verdict().label(),
          finding.verdict() == Verdict.PASS ? finding.rule().demand() : finding.detail());
    }
    return table.render() + "\n" + summary() + "\n";
  }

  /** One object; its field names are part of docs/agent-contract.md. */
  String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("mode", mode.label());
    root.put("conforms", report.violations().isEmpty());
    ObjectNode counts = root.putObject("counts");
    counts.put("pass", report.count(Verdict.PASS));
    counts.put("fail", report.count(Verdict.FAIL));
    counts.put("notChecked", report.count(Verdict.NOT_CHECKED));
    ArrayNode rules = root.putArray("rules");
    for (Finding finding : report.findings()) {
      rules
          .addObject()
          .put("rule", finding.rule().id())
          .put("level", finding.rule().level().name())
          .put("verdict", finding.verdict().label())
          .put("demand", finding.rule().demand())
          .put("detail", finding.detail());
    }
    return root.toPrettyString() + "\n";
  }

  private String summary() {
    String counts =
        mode.label()
            + ": "
            + report.count(Verdict.PASS)
            + " pass, "
            + report.count(Verdict.FAIL)
            + " fail, "
            + report.count(Verdict.NOT_CHECKED)
            + " not checked; ";
    String violated =
        report.violations().isEmpty()
            ? "every MUST that was checked holds"
            : "MUST and does not: " + ids(report.violations());
    String missed =
        report.shortfalls().isEmpty() ? "" : "; should and does not: " + ids(report.shortfalls());
    return counts + violated + missed;
  }

  private static String ids(List<Rule> rules) {
    return rules.stream().map(Rule::id).collect(Collectors.joining(", "));
  }
}
