package dev.tenantry.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.Ring;
import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflows as files; what their scripts do is told by the tests beside this one. */
class WorkflowTest {
  static final Path BROKEN = Path.of("src/test/resources/dev/tenantry/workflows/broken");

  private static final List<String> RINGS = Arrays.stream(Ring.values()).map(Ring::label).toList();

  @Test
  void everyWorkflowKeepsTheRules() {
    assertThat(Workflow.shipped()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(Workflow.shipped()).flatExtracting(WorkflowRules::findings).isEmpty();
  }

  @Test
  void everyRuleBites() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      String findings =
          files
              .filter(file -> file.toString().endsWith(".yml"))
              .sorted()
              .map(Workflow::read)
              .flatMap(workflow -> WorkflowRules.findings(workflow).stream())
              .collect(Collectors.joining("\n", "", "\n"));
      Golden.assertMatches("workflows/broken.txt", findings);
    }
  }

  @Test
  void anActionHasOneDigestAndOneVersionEverywhere() throws IOException {
    List<String> uses = new ArrayList<>();
    for (Workflow workflow : Workflow.shipped()) {
      uses.addAll(WorkflowRules.uses(workflow.text()));
    }
    uses.addAll(WorkflowRules.uses(Files.readString(Path.of(".github/actions/setup/action.yml"))));
    Map<String, String> pins = new TreeMap<>();
    for (String one : uses) {
      if (!one.startsWith("./")) {
        String action = one.substring(0, one.indexOf('@'));
        assertThat(pins.merge(action, one, (first, next) -> first)).isEqualTo(one);
        assertThat(one).matches("\\S+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
      }
    }
    assertThat(pins).hasSize(7);
  }

  // A stack of a later ring must wait for every stack of the rings before, and for no other.
  @Test
  void aRingWaitsForAllRingsBeforeIt() {
    JsonNode jobs = workflow("deploy.yml").tree().path("jobs");
    List<String> before = new ArrayList<>(List.of("plan"));
    String earlier = "";
    for (String ring : RINGS) {
      JsonNode job = jobs.path(ring);
      assertThat(words(job.path("needs"))).as(ring).isEqualTo(before);
      assertThat(job.path("if").asText())
          .isEqualTo(
              "!cancelled() && !failure() && needs.plan.result == 'success' && "
                  + earlier
                  + ("needs.plan.outputs." + ring + " != '[]'"));
      assertThat(job.at("/with/stacks").asText())
          .isEqualTo("${{ needs.plan.outputs." + ring + " }}");
      before.add(ring);
      // To GitHub a job that was cancelled, or displaced by a newer run's, has not failed.
      earlier += "contains(fromJSON('[\"success\",\"skipped\"]'), needs." + ring + ".result) && ";
    }
    assertThat(jobs).hasSize(before.size());
  }

  @Test
  void aDeploymentIsApprovedAndNeverCutOffAndOneAtATime() {
    JsonNode job = workflow("deploy-ring.yml").jobs().get("deploy");
    assertThat(job.path("environment").asText()).isEqualTo("${{ matrix.stack }}");
    assertThat(job.at("/concurrency/group").asText()).isEqualTo("deploy-stack-${{ matrix.stack }}");
    assertThat(job.at("/concurrency/cancel-in-progress").asBoolean(true)).isFalse();
    JsonNode run = workflow("deploy.yml").tree().path("concurrency");
    assertThat(run.path("cancel-in-progress").asBoolean(true)).isFalse();
  }

  @Test
  void theTokenThatWritesIsNeverBesideThePullRequestsCode() {
    for (Workflow workflow : Workflow.shipped()) {
      if (workflow.startsOn("workflow_run")) {
        assertThat(workflow.file()).isEqualTo("preview-comment.yml");
        assertThat(workflow.steps())
            .allSatisfy(
                step ->
                    assertThat(step.path("uses").asText("actions/checkout@"))
                        .startsWith("actions/checkout@"));
        assertThat(workflow.steps())
            .allSatisfy(
                step ->
                    assertThat(step.path("run").asText(".github/scripts/"))
                        .startsWith(".github/scripts/"));
      }
    }
  }

  @Test
  void everyScriptIsAProgramThatSomethingRuns() throws IOException {
    String callers =
        Workflow.shipped().stream().map(Workflow::text).collect(Collectors.joining("\n"));
    try (Stream<Path> files = Files.list(Path.of(".github/scripts"))) {
      List<Path> scripts = files.sorted().toList();
      assertThat(scripts).isNotEmpty();
      StringBuilder all = new StringBuilder(callers);
      for (Path script : scripts) {
        String text = Files.readString(script);
        all.append(text);
        assertThat(Files.isExecutable(script)).as("%s", script).isTrue();
        assertThat(text).startsWith("#!/usr/bin/env bash\n# ").contains("\nset -euo pipefail\n");
        assertThat(ringsOf(text)).allSatisfy(rings -> assertThat(rings).isEqualTo(RINGS));
      }
      assertThat(scripts)
          .allSatisfy(
              script -> assertThat(all.toString()).contains("/" + script.getFileName().toString()));
    }
    assertThat(
            Pattern.compile("\\.github/scripts/[a-z-]+\\.sh")
                .matcher(callers)
                .results()
                .map(match -> Path.of(match.group())))
        .isNotEmpty()
        .allSatisfy(script -> assertThat(script).exists());
  }

  private static List<List<String>> ringsOf(String script) {
    return Pattern.compile("for ring in ([a-z ]+);")
        .matcher(script)
        .results()
        .map(match -> List.of(match.group(1).split(" ")))
        .toList();
  }

  private static List<String> words(JsonNode needs) {
    List<String> words = new ArrayList<>();
    if (needs.isTextual()) {
      words.add(needs.asText());
    }
    needs.forEach(one -> words.add(one.asText()));
    return words;
  }

  private static Workflow workflow(String file) {
    return Workflow.read(Workflow.FOLDER.resolve(file));
  }
}
