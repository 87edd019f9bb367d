package dev.tenantry.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.stacks.GitFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a script of the workflows finds on GitHub's machine: a checkout with history, the project's
 * own command, and {@code gh}, which alone is not the real one and keeps what it is told as files.
 *
 * @param root the folder of all that
 */
record RunnerScene(Path root) {
  /** The commit that previews are of. */
  static final String HEAD = "0123456789abcdef0123456789abcdef01234567";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path STAND_INS = Path.of("src/test/resources/dev/tenantry/workflows/bin");
  private static final Path SCRIPTS = Path.of(".github/scripts");
  private static final int LIMIT_SECONDS = 120;

  /** How a script ended: its exit code, and all that it printed. */
  record Answer(int exit, String out) {}

  /** A checkout of the shipped stacks on branch main, with its scripts. */
  static RunnerScene in(Path root) {
    RunnerScene scene = new RunnerScene(root);
    try {
      Files.createDirectories(scene.state());
      Files.createDirectories(scene.checkout().resolve("bin"));
      copy(SCRIPTS, scene.checkout().resolve(SCRIPTS));
      copy(STAND_INS, root.resolve("bin"));
      Files.move(root.resolve("bin/tenantry"), scene.checkout().resolve("bin/tenantry"));
      copy(Path.of("stacks"), scene.checkout().resolve("stacks"));
      for (String file : List.of("", ".local", ".dev", ".prod")) {
        Path settings = Path.of("Pulumi" + file + ".yaml");
        Files.copy(settings, scene.checkout().resolve(settings));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GitFolder git = GitFolder.in(scene.checkout());
    git.write("docs/page.md", "# Page\n").commit("first");
    return scene;
  }

  Path checkout() {
    return root.resolve("checkout");
  }

  /** What the stand-ins keep and are told. */
  Path state() {
    return root.resolve("state");
  }

  GitFolder git() {
    return new GitFolder(checkout());
  }

  /** Runs a script in the checkout, with these variables beside those that every step has. */
  Answer run(Map<String, String> variables, String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
    command.addAll(List.of(arguments));
    Path log = root.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(checkout().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> all = builder.environment();
    all.put("PATH", root.resolve("bin") + ":" + all.get("PATH"));
    all.put("GITHUB_STATE", state().toString());
    all.put("GITHUB_OUTPUT", root.resolve("output").toString());
    all.put("GITHUB_STEP_SUMMARY", root.resolve("summary").toString());
    all.put("TENANTRY", Path.of("bin/tenantry").toAbsolutePath().toString());
    all.put("GH_TOKEN", "token");
    all.put("REPOSITORY", "example/platform");
    all.putAll(variables);
    try {
      Process process = builder.start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " took too long\n" + Files.readString(log));
      }
      return new Answer(process.exitValue(), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** As {@link #run}; fails unless the script ended with 0. */
  String succeed(Map<String, String> variables, String script, String... arguments) {
    Answer answer = run(variables, script, arguments);
    assertThat(answer.exit()).as(answer.out()).isZero();
    return answer.out();
  }

  /** Writes a file below the scene's folder. */
  void write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file below the scene's folder; empty if it is not there. */
  String read(String file) {
    try {
      Path path = root.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list that the stand-in for GitHub keeps. */
  JsonNode kept(String file) {
    try {
      return JSON.readTree(read("state/" + file).isEmpty() ? "[]" : read("state/" + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The calls that changed something. */
  List<String> writes() {
    return read("state/calls").lines().filter(line -> !line.startsWith("GET ")).toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path place = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(place);
        } else {
          Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
