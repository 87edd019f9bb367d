package dev.tenantry.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.golden.Golden;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of preview-comment.yml: a token that may write, and data that nobody vouches for. */
class CommentScriptsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path root;
  private CommentScene comments;
  private RunnerScene scene;
  private RunArtifacts artifacts;

  @BeforeEach
  void scene() {
    comments = CommentScene.in(root);
    scene = comments.scene();
    artifacts = comments.artifacts();
  }

  @Test
  void twoStacksAreOneComment() throws IOException {
    comments.comment();
    assertThat(scene.kept("comments.json")).hasSize(1);
    Golden.assertMatches("workflows/comment.md", comments.body());
  }

  @Test
  void theCommentIsRewrittenInPlace() throws IOException {
    scene.write(
        "state/comments.json",
        "[{\"id\": 1, \"user\": {\"login\": \"someone\"},"
            + " \"body\": \"<!-- tenantry preview --> me\"}]");
    comments.comment();
    artifacts.preview("prod", "3", "### Stack prod\n\nA tenant has no quota.\n");
    comments.comment();
    JsonNode kept = scene.kept("comments.json");
    assertThat(kept).hasSize(2);
    assertThat(kept.at("/0/body").asText()).endsWith(" me");
    assertThat(kept.at("/1/body").asText())
        .contains("| prod | **a mandatory rule is violated** |", "A tenant has no quota.")
        .doesNotContain("acme");
    assertThat(scene.writes())
        .containsExactly(
            "POST repos/example/platform/issues/12/comments",
            "PATCH repos/example/platform/issues/comments/2");
  }

  @Test
  void aStackWithoutAResultIsNotTakenForOneWithoutAChange() throws IOException {
    artifacts.remove("preview-prod");
    comments.comment();
    assertThat(comments.body()).contains("| dev | no change |", "| prod | **no result** |");
  }

  @Test
  void aChangeThatTouchesNoStackSaysSoOnlyWhereSomethingElseWasSaid() throws IOException {
    String nothing = "{\"number\": 12, \"stacks\": []}";
    String before = "{\"number\": 12, \"stacks\": [\"dev\"]}";
    artifacts.request(nothing);
    comments.comment();
    assertThat(scene.writes()).isEmpty();
    artifacts.request(before);
    comments.comment();
    artifacts.request(nothing);
    comments.comment();
    assertThat(comments.body()).endsWith("\n\nNo stack is touched.\n");
  }

  // The build of a commit may be broken, and the comment of the one before must not stay as it is.
  @Test
  void aRunThatFoundOutNothingIsSaid() throws IOException {
    comments.comment();
    artifacts.remove("pull-request");
    Map<String, String> variables = CommentScene.variables("example/platform");
    assertThat(comments.fetch(variables)).contains("the run left no request behind");
    assertThat(scene.read("output")).isEqualTo("number=\n");
    variables.put("PULL_REQUESTS", "[{\"number\": 12}, {\"number\": 13}]");
    assertThat(comments.fetch(variables)).contains("the run left no request behind");
    variables.put("PULL_REQUESTS", "[{\"number\": 12}]");
    comments.fetch(variables);
    assertThat(scene.read("output")).isEqualTo("number=12\n");
    scene.succeed(variables, "comment.sh", "previews");
    assertThat(scene.kept("comments.json")).hasSize(1);
    assertThat(comments.body())
        .contains("**This commit could not be previewed:**", variables.get("RUN_URL"))
        .doesNotContain("acme", "No stack is touched");
    comments.pull(12, "example/platform", "f".repeat(40));
    assertThat(comments.fetch(variables)).contains("is at another commit than the run");
  }

  @Test
  void aForksTextIsMarkedAndCallsNobody() throws IOException {
    comments.pull(12, "stranger/platform", RunnerScene.HEAD);
    artifacts.preview(
        "prod",
        "0",
        "Ask @example/admins, (@boss) or @@boss. <!-- tenantry preview -->\nimage@sha256:00\n");
    Map<String, String> variables = CommentScene.variables("stranger/platform");
    comments.fetch(variables);
    scene.succeed(variables, "comment.sh", "previews");
    assertThat(comments.body())
        .contains("comes from a fork", "image@sha256:00")
        .contains("Ask @\u200bexample/admins, (@\u200bboss) or @\u200b@\u200bboss.")
        .containsOnlyOnce("<!-- tenantry preview -->");
  }

  // Somebody's run must not speak on somebody else's request.
  @Test
  void theNumberOfAnotherRepositorysRequestIsRefused() throws IOException {
    Map<String, String> variables = CommentScene.variables("stranger/platform");
    artifacts.publish(scene);
    RunnerScene.Answer answer = scene.run(variables, "fetch-previews.sh", "previews");
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).contains("pull request 12 is not from the repository");
    assertThat(scene.read("output")).doesNotContain("number");
  }

  @Test
  void aRequestThatHasMovedOnIsLeftAlone() throws IOException {
    comments.pull(12, "example/platform", "f".repeat(40));
    String out = comments.fetch(CommentScene.variables("example/platform"));
    assertThat(out).contains("is at another commit than the run");
    assertThat(scene.read("output")).isEqualTo("number=\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"number\": \"12\"}",
        "{\"number\": -1}",
        "{\"number\": 1.5}",
        "{\"number\": 12345678901}",
        "{\"number\": \"12/../13\"}",
        "{}",
        "12\\n",
        ""
      })
  void whatIsNoNumberIsRefused(String text) throws IOException {
    artifacts.request(text);
    artifacts.publish(scene);
    RunnerScene.Answer answer =
        scene.run(CommentScene.variables("example/platform"), "fetch-previews.sh", "previews");
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).contains("names no pull request");
    assertThat(scene.read("state/calls")).doesNotContain("pulls/");
  }

  @Test
  void namesThatLeadElsewhereAreNotFollowed() throws IOException {
    artifacts.request(
        "{\"number\": 12, \"stacks\": [\"../../evil\", \"$(touch evil)\", \"-x\", \"prod\", 7]}");
    artifacts.put("preview-../../evil", Map.of("../../evil.md", "x"));
    artifacts.preview("prod", "$(touch evil)", "text");
    artifacts.add("preview-prod", "../../../evil", "x");
    comments.fetch(CommentScene.variables("example/platform"));
    assertThat(scene.read("checkout/previews/stacks")).isEqualTo("prod\n");
    assertThat(scene.read("checkout/previews/prod.code")).isEmpty();
    try (var files = Files.walk(root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .doesNotContain("evil", "evil.md");
    }
  }

  @Test
  void anArchiveOverItsSizeIsNotFetchedAndABombIsCut() throws IOException {
    artifacts.preview("prod", "0", "0".repeat(50_000_000));
    comments.fetch(CommentScene.variables("example/platform"));
    assertThat(scene.read("checkout/previews/prod.md")).hasSize(1_000_001);
    scene.write(
        "state/artifacts.json",
        scene
            .read("state/artifacts.json")
            .replace("\"size_in_bytes\":", "\"size_in_bytes\":9000000"));
    assertThat(
            scene.succeed(CommentScene.variables("example/platform"), "fetch-previews.sh", "again"))
        .contains("left no request behind");
  }

  @ParameterizedTest
  @CsvSource({"'{\"version\":\"2.1.0\",\"runs\":[{},{}]}',1", "'{\"version\":\"1\"}',0", "no,0"})
  void findingsOfAStackAreAnAnalysisOfTheirOwn(String sarif, int uploads) throws IOException {
    artifacts.add("preview-prod", "prod.sarif", sarif);
    Map<String, String> variables = CommentScene.variables("example/platform");
    comments.fetch(variables);
    scene.succeed(variables, "upload-findings.sh", "previews");
    JsonNode sent = scene.kept("findings.json");
    assertThat(sent).hasSize(uploads);
    for (JsonNode one : sent) {
      assertThat(one.path("ref").asText()).isEqualTo("refs/pull/12/head");
      assertThat(one.path("commit_sha").asText()).isEqualTo(RunnerScene.HEAD);
      byte[] zipped = Base64.getDecoder().decode(one.path("sarif").asText());
      try (var text = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
        assertThat(JSON.readTree(text).findValuesAsText("id"))
            .containsExactly("tenantry/prod/", "tenantry/prod/");
      }
    }
  }
}
