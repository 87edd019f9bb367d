package dev.tenantry.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.tools.BuiltTool;
import dev.tenantry.tools.PackagedTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What linters that nobody here wrote say of the workflows: actionlint of their syntax and types,
 * zizmor, as strict as it can be, of their security, shellcheck of their scripts. Each is shown to
 * bite.
 */
class WorkflowLintIT {
  private static PackagedTools packaged;

  private record Answer(int exit, String out) {}

  @BeforeAll
  static void tools() throws IOException, InterruptedException {
    packaged = PackagedTools.find();
  }

  @Test
  void actionlintFindsNothing() throws Exception {
    assertThat(actionlint(files(Workflow.FOLDER, ".yml"))).isEqualTo(new Answer(0, ""));
  }

  @Test
  void zizmorFindsNothing() throws Exception {
    Answer answer = zizmor(".github");
    assertThat(answer.out()).contains("No findings to report");
    assertThat(answer.exit()).isZero();
  }

  @Test
  void shellcheckFindsNothing() throws Exception {
    List<String> scripts = new ArrayList<>(files(Path.of(".github/scripts"), ".sh"));
    scripts.addAll(files(Path.of("src/test/resources/dev/tenantry/workflows/bin"), ""));
    scripts.addAll(List.of("bin/tenantry", "build/phase", "build/require", ".ci/run"));
    assertThat(shellcheck(scripts)).isEqualTo(new Answer(0, ""));
  }

  // One finding is accepted, beside the line that it is about; this is all.
  @Test
  void nothingElseIsAccepted() throws IOException {
    List<String> accepted = new ArrayList<>();
    for (String file : files(Path.of(".github"), "")) {
      for (String line : Files.readString(Path.of(file)).split("\n")) {
        if (line.matches(".*(zizmor: ignore|shellcheck disable|disable: true).*")) {
          accepted.add(line.strip());
        }
      }
    }
    assertThat(accepted)
        .containsExactlyInAnyOrder(
            "workflow_run: # zizmor: ignore[dangerous-triggers] checks out no ref of the pull"
                + " request",
            "disable: true");
  }

  @ParameterizedTest
  @CsvSource({
    "unpinned.yml, unpinned-uses",
    "injection.yml, template-injection",
    "rights.yml, excessive-permissions",
    "rights.yml, secrets-outside-env",
    "target.yml, dangerous-triggers",
    "target.yml, artipacked"
  })
  void zizmorBites(String file, String audit) throws Exception {
    Answer answer = zizmor(WorkflowTest.BROKEN.resolve(file).toString());
    assertThat(answer.exit()).isNotZero();
    assertThat(answer.out()).contains("[" + audit + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "syntax.yml, needs job \"nobody\" which does not exist",
    "syntax.yml, step must run script with \"run\" section",
    "injection.yml, \"github.event.pull_request.title\" is potentially untrusted"
  })
  void actionlintBites(String file, String words) throws Exception {
    Answer answer = actionlint(List.of(WorkflowTest.BROKEN.resolve(file).toString()));
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).contains(words);
  }

  @Test
  void shellcheckBites() throws Exception {
    Answer answer = shellcheck(List.of(WorkflowTest.BROKEN.resolve("quoting.sh").toString()));
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).contains("SC2086");
  }

  // It reads the scripts inside workflows by shellcheck, and none by pyflakes, which is not here.
  private static Answer actionlint(List<String> files) throws Exception {
    String actionlint = BuiltTool.find("actionlint").toString();
    String shellcheck = packaged.program("shellcheck").toString();
    return run(List.of(actionlint, "-no-color", "-pyflakes=", "-shellcheck=" + shellcheck), files);
  }

  private static Answer zizmor(String input) throws Exception {
    return run(
        List.of(
            packaged.program("zizmor").toString(),
            "--offline",
            "--no-progress",
            "--persona=auditor",
            "--config=.github/zizmor.yml",
            "--format=plain"),
        List.of(input));
  }

  private static Answer shellcheck(List<String> files) throws Exception {
    return run(List.of(packaged.program("shellcheck").toString(), "--color=never"), files);
  }

  private static Answer run(List<String> command, List<String> files) throws Exception {
    List<String> words = new ArrayList<>(command);
    words.addAll(files);
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), out);
  }

  private static List<String> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .filter(file -> file.endsWith(ending))
          .sorted()
          .toList();
    }
  }
}
