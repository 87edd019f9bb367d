package dev.tenantry.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Pull request 12 after the preview of its newest commit, which touched two stacks.
 *
 * @param scene where the scripts run
 * @param artifacts what the preview left behind
 */
record CommentScene(RunnerScene scene, RunArtifacts artifacts) {
  static CommentScene in(Path root) {
    CommentScene comments = new CommentScene(RunnerScene.in(root), new RunArtifacts());
    comments.artifacts.request("{\"number\": 12, \"stacks\": [\"dev\", \"prod\"]}");
    comments.artifacts.preview("dev", "0", "### Stack dev\n\nNo change.\n");
    comments.artifacts.preview(
        "prod", "2", "### Stack prod\n\n| Tenant | Created |\n|---|---|\n| acme | 3 |\n");
    comments.pull(12, "example/platform", RunnerScene.HEAD);
    return comments;
  }

  /** Lets both scripts run, as the workflow does. */
  void comment() throws IOException {
    Map<String, String> variables = variables("example/platform");
    fetch(variables);
    scene.succeed(variables, "comment.sh", "previews");
  }

  /** What the run left behind, fetched again; what was printed. */
  String fetch(Map<String, String> variables) throws IOException {
    artifacts.publish(scene);
    Files.deleteIfExists(scene.root().resolve("output"));
    try (var old = Files.walk(scene.checkout())) {
      for (Path file : old.filter(one -> one.getParent().endsWith("previews")).toList()) {
        Files.delete(file);
      }
    }
    return scene.succeed(variables, "fetch-previews.sh", "previews");
  }

  /** The newest comment. */
  String body() {
    JsonNode comments = scene.kept("comments.json");
    return comments.path(comments.size() - 1).path("body").asText();
  }

  /** Those of the workflow, for a run of a repository. */
  static Map<String, String> variables(String head) {
    Map<String, String> variables = new HashMap<>();
    variables.put("RUN_ID", "7");
    variables.put("RUN_URL", "https://github.example/example/platform/actions/runs/7");
    variables.put("HEAD_SHA", RunnerScene.HEAD);
    variables.put("HEAD_REPOSITORY", head);
    variables.put("FORK", Boolean.toString(!head.equals("example/platform")));
    variables.put("NUMBER", "12");
    return variables;
  }

  /** Where a request is. */
  void pull(int number, String repository, String sha) {
    scene.write(
        "state/pull-" + number + ".json",
        "{\"head\": {\"sha\": \"%s\", \"repo\": {\"full_name\": \"%s\"}}}"
            .formatted(sha, repository));
  }
}
