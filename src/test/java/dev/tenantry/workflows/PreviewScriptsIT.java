package dev.tenantry.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of preview.yml: no token, so nothing but files. */
class PreviewScriptsIT {
  private static final String URL = "https://github.example/example/platform/actions/runs/7";

  @TempDir private Path root;
  private RunnerScene scene;

  @BeforeEach
  void scene() {
    scene = RunnerScene.in(root);
    scene.git().git("update-ref", "refs/remotes/origin/main", "HEAD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docs/page.md               | true  | online=[] offline=[] limit=57500",
        "stacks/prod/platform.yaml  | true  | online=[\"prod\"] offline=[] limit=57500",
        "stacks/prod/platform.yaml  | false | online=[] offline=[\"prod\"] limit=57500",
        "Pulumi.local.yaml          | true  | online=[] offline=[\"local\"] limit=57500",
        "pom.xml | true  | online=[\"dev\",\"prod\"] offline=[\"local\"] limit=19166",
        "pom.xml | false | online=[] offline=[\"dev\",\"local\",\"prod\"] limit=19166"
      })
  void stacksThatAreDeployedArePlannedOnlineWhereThereIsACloud(
      String file, String cloud, String outputs) {
    scene.git().write(file, "# changed\n").commit("change");
    scene.succeed(Map.of("BASE", "main", "NUMBER", "12", "CLOUD", cloud), "touched.sh", "preview");
    assertThat(scene.read("output").strip().replace('\n', ' ')).isEqualTo(outputs);
    assertThat(scene.read("checkout/preview/request.json")).contains("\"number\": 12");
    assertThat(scene.writes()).isEmpty();
  }

  @Test
  void aCloneWithoutTheBaseFailsWithTheWayOut() {
    scene.git().git("update-ref", "-d", "refs/remotes/origin/main");
    RunnerScene.Answer answer =
        scene.run(Map.of("BASE", "main", "NUMBER", "12", "CLOUD", "true"), "touched.sh", "preview");
    assertThat(answer.exit()).isNotZero();
    assertThat(answer.out()).contains("git knows no commit \"origin/main\" here");
    assertThat(scene.read("output")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "2,0", "1,1", "3,3"})
  void onlyAFailureOrAViolationFailsTheJobAndAllAreKept(int code, int exit) {
    scene.write("state/plan-prod.code", code + "\n");
    assertThat(scene.run(Map.of("RUN_URL", URL), "preview.sh", "prod", "preview").exit())
        .isEqualTo(exit);
    assertThat(scene.read("checkout/preview/prod.code")).isEqualTo(code + "\n");
    assertThat(scene.read("checkout/preview/prod.sarif")).isEqualTo("--sarif\n");
    assertThat(scene.read("summary")).isEqualTo("# Plan\n");
  }

  // The comment has a share for each of 50 stacks; what a plan makes of it is told by its own
  // tests.
  @Test
  void manyStacksShareOneComment() throws IOException {
    for (int index = 0; index < 60; index++) {
      scene.write("checkout/stacks/s" + index + "/platform.yaml", "project: p\n");
    }
    scene.succeed(
        Map.of("BASE", "main", "NUMBER", "12", "CLOUD", "false"), "touched.sh", "preview");
    assertThat(scene.read("output")).endsWith("limit=1150\n");
    scene.succeed(Map.of("RUN_URL", URL, "LIMIT", "1150"), "preview.sh", "prod", "preview");
    assertThat(scene.writes()).singleElement().asString().contains(" --limit 1150 ");
  }

  @Test
  void aLogOfAnyLengthKeepsItsShare() {
    scene.write("state/plan-prod.code", "137\n");
    scene.write("state/plan-prod.log", ("x".repeat(3_000) + "\n").repeat(60) + "the end\n");
    scene.run(Map.of("RUN_URL", URL, "LIMIT", "1150"), "preview.sh", "prod", "preview");
    assertThat(scene.read("checkout/preview/prod.md"))
        .startsWith("### Stack prod: the plan failed\n")
        .endsWith("    the end\n")
        .hasSizeLessThan(1_150);
  }

  // Wrong usage ends with 64, a killed process with 137. Neither is a plan.
  @ParameterizedTest
  @ValueSource(ints = {64, 137})
  void aPlanThatLeftNoReportHasFailed(int code) {
    scene.write("state/plan-prod.code", code + "\n");
    assertThat(scene.run(Map.of("RUN_URL", URL), "preview.sh", "prod", "preview").exit())
        .isEqualTo(1);
    assertThat(scene.read("checkout/preview/prod.code")).isEqualTo("1\n");
    assertThat(scene.read("checkout/preview/prod.md"))
        .isEqualTo("### Stack prod: the plan failed\n\n    plan of prod\n");
  }

  @Test
  void withoutCredentialsThePlanIsToldSo() {
    scene.succeed(Map.of("RUN_URL", URL, "OFFLINE", "true"), "preview.sh", "prod", "preview");
    assertThat(scene.writes())
        .singleElement()
        .asString()
        .startsWith("tenantry plan prod --offline");
  }

  // A fork has no credentials, and its reviewer still sees what the change does.
  @Test
  void withoutCredentialsThePlanIsAgainstTheBaseOfTheRequest() throws IOException {
    realCommand("build:\n\ttrue\n");
    String acme = "stacks/local/tenants/acme.yaml";
    String before = scene.read("checkout/" + acme);
    scene.git().write(acme, before + "quota:\n  objects: { pods: 33 }\n").commit("change");
    scene.succeed(Map.of("BASE", "main"), "base.sh", "local", "base.json");
    assertThat(scene.git().git("worktree", "list").lines()).hasSize(1);
    scene.succeed(
        Map.of("RUN_URL", URL, "OFFLINE", "true", "AGAINST", "base.json"),
        "preview.sh",
        "local",
        "preview");
    assertThat(scene.read("checkout/preview/local.md"))
        .contains("1 changed", "+   spec.hard.pods: 33", "before and after the change");
    assertThat(scene.read("checkout/preview/local.code")).isEqualTo("2\n");
  }

  @Test
  void aBaseThatCannotBeAskedIsSaidAndNothingIsCompared() throws IOException {
    realCommand("build:\n\tfalse\n");
    String said = scene.succeed(Map.of("BASE", "main"), "base.sh", "local", "base.json");
    assertThat(said)
        .contains("::warning::no comparison: the base could not say what stack local declares");
    assertThat(scene.succeed(Map.of("BASE", "main"), "base.sh", "newcomer", "base.json"))
        .contains("stack newcomer is new");
    assertThat(scene.read("checkout/base.json")).isEmpty();
    scene.succeed(
        Map.of("RUN_URL", URL, "OFFLINE", "true", "AGAINST", "base.json"),
        "preview.sh",
        "local",
        "preview");
    assertThat(scene.read("checkout/preview/local.md")).contains("Everything counts as created.");
  }

  /** At the base of the request: a checkout whose command is the real one, already built. */
  private void realCommand(String makefile) throws IOException {
    Files.createSymbolicLink(
        root.resolve("checkout/policies"), Path.of("policies").toAbsolutePath());
    scene
        .git()
        .write("bin/tenantry", "#!/bin/sh\nexec \"$TENANTRY\" \"$@\"\n")
        .write("Makefile", makefile)
        .commit("base");
    scene.git().git("update-ref", "refs/remotes/origin/main", "HEAD");
  }
}
