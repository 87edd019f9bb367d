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
import java.util.HashMap;
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
  private RunnerScene scene;
  private final RunArtifacts artifacts = new RunArtifacts();

  @BeforeEach
  void scene() {
    scene = RunnerScene.in(root);
    artifacts.request("{\"number\": 12, \"stacks\": [\"dev\", \"prod\"]}");
    artifacts.preview("dev", "0", "### Stack dev\n\nNo change.\n");
    artifacts.preview(
        "prod", "2", "### Stack prod\n\n| Tenant | Created |\n|---|---|\n| acme | 3 |\n");
    pull(12, "example/platform", RunnerScene.HEAD);
  }

  @Test
  void twoStacksAreOneComment() throws IOException {
    comment();
    assertThat(scene.kept("comments.json")).hasSize(1);
    Golden.assertMatches("workflows/comment.md", body());
  }

  @Test
  void theCommentIsRewrittenInPlace() throws IOException {
    scene.write(
        "state/comments.json",
        "[{\"id\": 1, \"user\": {\"login\": \"someone\"},"
            + " \"body\": \"<!-- tenantry preview --> me\"}]");
    comment();
    artifacts.preview("prod", "3", "### Stack prod\n\nA tenant has no quota.\n");
    comment();
    JsonNode comments = scene.kept("comments.json");
    assertThat(comments).hasSize(2);
    assertThat(comments.at("/0/body").asText()).endsWith(" me");
    assertThat(comments.at("/1/body").asText())
        .contains("| prod | **a mandatory rule is violated** |", "A tenant has no quota.")
        .doesNotContain("acme");
    assertThat(scene.writes())
        .containsExactly(
            "POST repos/example/platform/issues/12/comments",
            "PATCH repos/example/platform/issues/comments/2");
  }

  @Test
  void whatIsTooLargeIsNamedAndTheRestIsThere() throws IOException {
    artifacts.preview("dev", "2", "### Stack dev\n" + "x".repeat(70_000));
    comment();
    assertThat(body())
        .contains("**Cut:** artifact preview-dev of the run has all of stack dev.", "| acme | 3 |")
        .doesNotContain("xxx")
        .hasSizeLessThan(65_536);
  }

  @Test
  void whatFitsOnlyAloneIsNotJoinedOverTheLimit() throws IOException {
    artifacts.preview("dev", "2", "### Stack dev\n" + "x".repeat(40_000));
    artifacts.preview("prod", "2", "### Stack prod\n" + "y".repeat(40_000));
    comment();
    assertThat(body()).contains("xxx", "**Cut:** artifact preview-prod").hasSizeLessThan(65_536);
  }

  @Test
  void whatFoldsIsCutFirst() throws IOException {
    String folded = "<details><summary>acme</summary>\n" + "x".repeat(70_000) + "</details>\n";
    artifacts.preview("prod", "3", "### Stack prod\n\nA tenant has no quota.\n\n" + folded);
    comment();
    assertThat(body())
        .contains("A tenant has no quota.", "**Cut:** artifact preview-prod")
        .doesNotContain("xxx");
  }

  @Test
  void aStackWithoutAResultIsNotTakenForOneWithoutAChange() throws IOException {
    artifacts.remove("preview-prod");
    comment();
    assertThat(body()).contains("| dev | no change |", "| prod | **no result** |");
  }

  @Test
  void aChangeThatTouchesNoStackSaysSoOnlyWhereSomethingElseWasSaid() throws IOException {
    String nothing = "{\"number\": 12, \"stacks\": []}";
    String before = "{\"number\": 12, \"stacks\": [\"dev\"]}";
    artifacts.request(nothing);
    comment();
    assertThat(scene.writes()).isEmpty();
    artifacts.request(before);
    comment();
    artifacts.request(nothing);
    comment();
    assertThat(body()).endsWith("\n\nNo stack is touched.\n");
  }

  @Test
  void aForksTextIsMarkedAndCallsNobody() throws IOException {
    pull(12, "stranger/platform", RunnerScene.HEAD);
    artifacts.preview(
        "prod",
        "0",
        "Ask @example/admins, (@boss) or @@boss. <!-- tenantry preview -->\nimage@sha256:00\n");
    Map<String, String> variables = variables("stranger/platform");
    fetch(variables);
    scene.succeed(variables, "comment.sh", "previews");
    assertThat(body())
        .contains("comes from a fork", "image@sha256:00")
        .contains("Ask @\u200bexample/admins, (@\u200bboss) or @\u200b@\u200bboss.")
        .containsOnlyOnce("<!-- tenantry preview -->");
  }

  // Somebody's run must not speak on somebody else's request.
  @Test
  void theNumberOfAnotherRepositorysRequestIsRefused() throws IOException {
    Map<String, String> variables = variables("stranger/platform");
    artifacts.publish(scene);
    RunnerScene.Answer answer = scene.run(variables, "fetch-previews.sh", "previews");
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).contains("pull request 12 is not from the repository");
    assertThat(scene.read("output")).doesNotContain("number");
  }

  @Test
  void aRequestThatHasMovedOnIsLeftAlone() throws IOException {
    pull(12, "example/platform", "f".repeat(40));
    String out = fetch(variables("example/platform"));
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
        scene.run(variables("example/platform"), "fetch-previews.sh", "previews");
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
    fetch(variables("example/platform"));
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
    fetch(variables("example/platform"));
    assertThat(scene.read("checkout/previews/prod.md")).hasSize(1_000_001);
    scene.write(
        "state/artifacts.json",
        scene
            .read("state/artifacts.json")
            .replace("\"size_in_bytes\":", "\"size_in_bytes\":9000000"));
    assertThat(scene.succeed(variables("example/platform"), "fetch-previews.sh", "again"))
        .contains("left no request behind");
  }

  @ParameterizedTest
  @CsvSource({"'{\"version\":\"2.1.0\",\"runs\":[{},{}]}',1", "'{\"version\":\"1\"}',0", "no,0"})
  void findingsOfAStackAreAnAnalysisOfTheirOwn(String sarif, int uploads) throws IOException {
    artifacts.add("preview-prod", "prod.sarif", sarif);
    Map<String, String> variables = variables("example/platform");
    fetch(variables);
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

  private void comment() throws IOException {
    Map<String, String> variables = variables("example/platform");
    fetch(variables);
    scene.succeed(variables, "comment.sh", "previews");
  }

  private String fetch(Map<String, String> variables) throws IOException {
    artifacts.publish(scene);
    Files.deleteIfExists(root.resolve("output"));
    try (var old = Files.walk(scene.checkout())) {
      for (Path file : old.filter(one -> one.getParent().endsWith("previews")).toList()) {
        Files.delete(file);
      }
    }
    return scene.succeed(variables, "fetch-previews.sh", "previews");
  }

  private String body() {
    JsonNode comments = scene.kept("comments.json");
    return comments.path(comments.size() - 1).path("body").asText();
  }

  private static Map<String, String> variables(String head) {
    Map<String, String> variables = new HashMap<>();
    variables.put("RUN_ID", "7");
    variables.put("RUN_URL", "https://github.example/example/platform/actions/runs/7");
    variables.put("HEAD_SHA", RunnerScene.HEAD);
    variables.put("HEAD_REPOSITORY", head);
    variables.put("FORK", Boolean.toString(!head.equals("example/platform")));
    variables.put("NUMBER", "12");
    return variables;
  }

  private void pull(int number, String repository, String sha) {
    scene.write(
        "state/pull-" + number + ".json",
        "{\"head\": {\"sha\": \"%s\", \"repo\": {\"full_name\": \"%s\"}}}"
            .formatted(sha, repository));
  }
}
