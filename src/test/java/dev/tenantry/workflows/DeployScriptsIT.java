package dev.tenantry.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of deploy.yml. Which ring waits for which is told by WorkflowTest. */
class DeployScriptsIT {
  private static final String ALL = "canary=[\"dev\"]\nearly=[]\nbroad=[\"prod\"]\n";

  @TempDir private Path root;
  private RunnerScene scene;
  private String first;

  // Without production's freezes, for a test must not depend on the day on which it is run.
  @BeforeEach
  void scene() {
    scene = RunnerScene.in(root);
    String platform = scene.read("checkout/stacks/prod/platform.yaml");
    String open = platform.replaceAll("(?m)^.*freeze:.*\n|^    exclusions:\n.*\n", "");
    assertThat(open.lines().count()).isEqualTo(platform.lines().count() - 3);
    first = scene.git().write("stacks/prod/platform.yaml", open).commit("open");
  }

  @Test
  void withoutADeploymentEveryStackWithARingIsDue() {
    scene.succeed(Map.of(), "deploy-plan.sh");
    assertThat(scene.read("output")).isEqualTo(ALL);
    Golden.assertMatches("workflows/deploy-summary.md", scene.read("summary"));
  }

  @Test
  void onlyWhatDiffersFromItsLastSuccessIsDue() {
    deployed("dev", 1, first, "success", "inactive");
    deployed("prod", 2, first, "success");
    scene.git().write("docs/page.md", "# Other\n").commit("page");
    scene.succeed(Map.of(), "deploy-plan.sh");
    assertThat(scene.read("output")).isEqualTo("canary=[]\nearly=[]\nbroad=[]\n");
    scene
        .git()
        .write("stacks/prod/tenants/new.yaml", "tier: standard\ncostCentre: cc-9\n")
        .commit("tenant");
    assertThat(planned()).isEqualTo("canary=[]\nearly=[]\nbroad=[\"prod\"]\n");
  }

  // Else a push that touches something else would leave the failed one behind for ever.
  @Test
  void aStackWhoseDeploymentFailedIsDueAgain() {
    deployed("dev", 1, first, "success");
    deployed("prod", 2, first, "failure", "in_progress");
    assertThat(planned()).isEqualTo("canary=[]\nearly=[]\nbroad=[\"prod\"]\n");
  }

  @Test
  void aHistoryThatWasRewrittenDeploysAll() {
    deployed("dev", 1, "f".repeat(40), "success");
    deployed("prod", 2, "f".repeat(40), "success");
    assertThat(planned()).isEqualTo(ALL);
  }

  @Test
  void aFrozenStackWaitsUnlessSomebodyInsists() {
    freezeAlways();
    assertThat(planned()).isEqualTo("canary=[\"dev\"]\nearly=[]\nbroad=[]\n");
    assertThat(scene.read("summary"))
        .contains("| broad | prod | not now: prod is frozen on ")
        .contains("by gke.maintenance.exclusions.year-end: from 2026-01-01 until 2090-01-01");
    scene.write("output", "");
    scene.succeed(Map.of("DESPITE_FREEZE", "true"), "deploy-plan.sh");
    assertThat(scene.read("output")).isEqualTo(ALL);
  }

  // What nobody has tried out on the canary must not reach the others meanwhile.
  @Test
  void aFrozenRingHoldsTheRingsAfterIt() {
    scene.git().write("stacks/rings.yaml", "canary: [prod]\nbroad: [dev]\n").commit("rings");
    freezeAlways();
    assertThat(planned()).isEqualTo("canary=[]\nearly=[]\nbroad=[]\n");
    assertThat(scene.read("summary"))
        .contains("| canary | prod | not now: prod is frozen on ")
        .contains("| broad | dev | not now: prod of ring canary is due and frozen |");
    scene.write("output", "");
    assertThat(scene.succeed(Map.of("DESPITE_FREEZE", "true"), "deploy-plan.sh"))
        .doesNotContain("::notice::");
    assertThat(scene.read("output")).isEqualTo("canary=[\"prod\"]\nearly=[]\nbroad=[\"dev\"]\n");
  }

  // A freeze of what is deployed already holds nothing.
  @Test
  void aFrozenStackThatIsNotDueHoldsNothing() {
    scene.git().write("stacks/rings.yaml", "canary: [prod]\nbroad: [dev]\n").commit("rings");
    freezeAlways();
    deployed("prod", 2, scene.git().write("docs/page.md", "# New\n").commit("page"), "success");
    assertThat(planned()).isEqualTo("canary=[]\nearly=[]\nbroad=[\"dev\"]\n");
  }

  @Test
  void aMistakeInTheFilesStopsThePlan() {
    scene.git().write("stacks/rings.yaml", "canary: [nobody]\n").commit("typo");
    assertThat(scene.run(Map.of(), "deploy-plan.sh").exit()).isNotZero();
    assertThat(scene.read("output")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "3,3"})
  void anUpdateThatFailsFailsTheJob(int code, int exit) {
    scene.write("state/up-prod.code", code + "\n");
    assertThat(scene.run(Map.of(), "deploy.sh", "prod").exit()).isEqualTo(exit);
    assertThat(scene.writes()).containsExactly("tenantry up prod");
  }

  // The approval may come on a day on which the plan would have left the stack out.
  @Test
  void aStackThatFrozeWhileItWaitedIsLeftAlone() {
    freezeAlways();
    assertThat(scene.run(Map.of(), "deploy.sh", "prod").exit()).isEqualTo(3);
    assertThat(scene.writes()).isEmpty();
    assertThat(scene.succeed(Map.of("DESPITE_FREEZE", "true"), "deploy.sh", "prod"))
        .contains("::warning::prod is deployed although it is frozen");
    assertThat(scene.writes()).containsExactly("tenantry up prod");
  }

  @Test
  void anOldApprovalDoesNotUndoANewerDeployment() {
    String newer = scene.git().write("docs/page.md", "# Newer\n").commit("newer");
    deployed("prod", 2, newer, "success");
    scene.git().git("checkout", "--quiet", first);
    RunnerScene.Answer answer = scene.run(Map.of(), "deploy.sh", "prod");
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).contains("prod is already at " + newer.substring(0, 7));
    assertThat(scene.writes()).isEmpty();
    scene.git().git("checkout", "--quiet", "main");
    scene.succeed(Map.of(), "deploy.sh", "prod");
  }

  private String planned() {
    scene.write("output", "");
    scene.succeed(Map.of(), "deploy-plan.sh");
    return scene.read("output");
  }

  private void freezeAlways() {
    String platform = scene.read("checkout/stacks/prod/platform.yaml");
    String days = "{ from: \"2026-01-01\", until: \"2090-01-01\" }";
    String frozen =
        platform.replace(
            "    days: [saturday, sunday]\n",
            "    days: [saturday, sunday]\n    exclusions: { year-end: " + days + " }\n");
    assertThat(frozen).isNotEqualTo(platform);
    scene.git().write("stacks/prod/platform.yaml", frozen).commit("frozen");
  }

  /** One deployment, with its states, the newest first. */
  private void deployed(String stack, int id, String sha, String... states) {
    scene.write(
        "state/deployments-" + stack + ".json",
        "[{\"id\": %d, \"sha\": \"%s\"}]".formatted(id, sha));
    String list = String.join("\"}, {\"state\": \"", states);
    scene.write("state/statuses-" + id + ".json", "[{\"state\": \"" + list + "\"}]");
  }
}
