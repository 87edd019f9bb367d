package dev.tenantry.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.golden.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of drift.yml. What the engine says of a drift is shown by TenantLifecycleE2E. */
class DriftScriptsIT {
  private static final String URL = "https://github.example/example/platform/actions/runs/8";

  @TempDir private Path root;
  private RunnerScene scene;

  @BeforeEach
  void scene() {
    scene = RunnerScene.in(root);
  }

  @Test
  void stacksWithARingAreCompared() {
    scene.succeed(Map.of(), "drift-stacks.sh");
    assertThat(scene.read("output")).isEqualTo("stacks=[\"dev\",\"prod\"]\n");
  }

  @Test
  void theEnginesAnswersAreToldApart() {
    engine(0, "Resources: 3 unchanged");
    scene.succeed(Map.of(), "drift.sh", "prod", "drift.txt");
    engine(255, "error: no changes were expected but changes were proposed");
    scene.succeed(Map.of(), "drift.sh", "prod", "drift.txt");
    assertThat(scene.read("output")).isEqualTo("drift=false\ndrift=true\n");
    engine(255, "error: could not load plugin");
    assertThat(scene.run(Map.of(), "drift.sh", "prod", "drift.txt").exit()).isEqualTo(255);
    assertThat(scene.read("output")).isEqualTo("drift=false\ndrift=true\n");
    assertThat(scene.read("state/calls"))
        .contains("pulumi refresh --preview-only --expect-no-changes --diff --stack prod");
  }

  @Test
  void anIssueIsOpenedRewrittenAndClosed() {
    issue("dev", "false", "");
    assertThat(scene.writes()).isEmpty();
    issue("prod", "true", "~ acme-namespace\n```\n@all");
    Golden.assertMatches("workflows/drift-issue.md", kept(0).path("body").asText());
    issue("prod", "true", "~ globex-namespace");
    issue("dev", "true", "~ acme-quota");
    assertThat(scene.kept("issues.json")).hasSize(2);
    assertThat(kept(0).path("body").asText()).contains("globex").doesNotContain("acme");
    issue("prod", "false", "");
    assertThat(kept(0).path("state").asText()).isEqualTo("closed");
    assertThat(kept(1).path("state").asText()).isEqualTo("open");
    assertThat(scene.kept("comments.json").at("/0/body").asText())
        .isEqualTo("The drift is gone: " + URL);
    issue("prod", "true", "~ again");
    assertThat(scene.kept("issues.json")).hasSize(3);
  }

  @Test
  void aReportTooLargeForAnIssueIsCut() {
    issue("prod", "true", "é\n".repeat(60_000));
    assertThat(kept(0).path("body").asText())
        .endsWith("The report goes on in the log of the run.\n")
        .doesNotContain("\ufffd")
        .hasSizeLessThan(65_536);
  }

  private JsonNode kept(int index) {
    return scene.kept("issues.json").path(index);
  }

  private void engine(int code, String text) {
    scene.write("state/pulumi.code", code + "\n");
    scene.write("state/pulumi.txt", text + "\n");
  }

  private void issue(String stack, String drift, String report) {
    scene.write("checkout/drift.txt", report);
    scene.succeed(Map.of("DRIFT", drift, "RUN_URL", URL), "drift-issue.sh", stack, "drift.txt");
  }

  @Test
  void whatEveryCallWritesIsKnown() {
    engine(0, "");
    issue("prod", "true", "~");
    issue("prod", "false", "");
    assertThat(scene.writes())
        .isEqualTo(
            List.of(
                "POST repos/example/platform/issues",
                "POST repos/example/platform/issues/1/comments",
                "PATCH repos/example/platform/issues/1"));
  }
}
