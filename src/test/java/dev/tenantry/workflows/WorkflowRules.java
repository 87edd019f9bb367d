package dev.tenantry.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What holds for every workflow here, beyond what the linters ask. */
final class WorkflowRules {
  private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:- )?uses: *(.*)$");
  private static final Pattern PINNED =
      Pattern.compile("[\\w.-]+(/[\\w.-]+)+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
  private static final Pattern OURS =
      Pattern.compile("\\./\\.github/(actions|workflows)/[\\w./-]+");
  private static final Pattern STEP =
      Pattern.compile("\\.github/scripts/[a-z-]+\\.sh( .*)?|make [a-z]+|\\.ci/run");
  private static final Pattern OF_THIS_REPOSITORY_ONLY =
      Pattern.compile("!github\\.event\\.pull_request\\.head\\.repo\\.fork && .*");

  private final Workflow workflow;
  private final List<String> findings = new ArrayList<>();

  private WorkflowRules(Workflow workflow) {
    this.workflow = workflow;
  }

  /** Every rule that the workflow breaks, in words. */
  static List<String> findings(Workflow workflow) {
    WorkflowRules rules = new WorkflowRules(workflow);
    rules.actions();
    rules.events();
    rules.steps();
    workflow.jobs().forEach(rules::job);
    return rules.findings;
  }

  /** The `uses` of a file as written, with the comments behind them. */
  static List<String> uses(String text) {
    return USES.matcher(text).results().map(match -> match.group(1).strip()).toList();
  }

  private void actions() {
    for (String action : uses(workflow.text())) {
      if (!PINNED.matcher(action).matches() && !OURS.matcher(action).matches()) {
        find("not pinned by a digest with its version behind it: " + action);
      }
    }
  }

  private void events() {
    if (workflow.startsOn("pull_request_target")) {
      find("pull_request_target runs with the base's rights beside a stranger's code");
    }
    if (workflow.text().contains("secrets.")) {
      find("names a secret; nothing here needs one");
    }
    JsonNode rights = workflow.tree().path("permissions");
    if (!rights.isObject() || !rights.isEmpty()) {
      find("the workflow itself has rights; write permissions: {} and grant them to jobs");
    }
    if (!workflow.startsOn("workflow_call") && !workflow.tree().has("concurrency")) {
      boolean everyJob = workflow.jobs().values().stream().allMatch(job -> job.has("concurrency"));
      if (!everyJob) {
        find("has no concurrency group");
      }
    }
  }

  private void steps() {
    for (JsonNode step : workflow.steps()) {
      String run = step.path("run").asText("");
      if (run.contains("${{")) {
        find("an expression inside a command: " + run);
      } else if (step.has("run") && !STEP.matcher(run).matches()) {
        find("a command that no test runs: " + run);
      }
      if (step.path("uses").asText("").startsWith("actions/checkout@")) {
        checkout(step.path("with"));
      }
    }
  }

  private void checkout(JsonNode with) {
    if (!with.path("persist-credentials").isBoolean()
        || with.path("persist-credentials").asBoolean()) {
      find("a checkout leaves its token behind");
    }
    if (with.has("ref") || with.has("repository")) {
      find("a checkout of something else than the event's own commit");
    }
  }

  private void job(String name, JsonNode job) {
    JsonNode rights = job.path("permissions");
    if (!rights.isObject()) {
      find(name + ": does not say which rights it has");
    }
    if (!job.has("uses") && !job.path("timeout-minutes").isInt()) {
      find(name + ": has no timeout");
    }
    if (workflow.startsOn("pull_request")) {
      boolean forks = !OF_THIS_REPOSITORY_ONLY.matcher(job.path("if").asText("")).matches();
      rights.properties().forEach(right -> reachable(name, right, forks));
      if (job.has("environment")) {
        find(name + ": a pull request gets at an environment");
      }
    }
  }

  private void reachable(String name, Map.Entry<String, JsonNode> right, boolean forks) {
    boolean writes = !right.getValue().asText().equals("read");
    if (writes && (forks || !right.getKey().equals("id-token"))) {
      find(name + ": a pull request's code gets " + right.getKey() + ": write");
    }
  }

  private void find(String words) {
    findings.add(workflow.file() + ": " + words);
  }
}
