package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of README.md, in order, in one shell, in a copy of this project.
 *
 * <p>Two things differ from a user's machine: the jars are the ones that were just built, and
 * {@code gcloud} is a stand-in that names the local cluster as the command asks, because there is
 * no GKE here. A line that ends with {@code # refused} must fail, every other must not.
 */
class ReadmeE2E {
  private static final List<String> COPIED =
      List.of(
          "Makefile",
          "Pulumi.yaml",
          "Pulumi.local.yaml",
          "Pulumi.dev.yaml",
          "bin",
          "build",
          "local",
          "schemas",
          "src/main",
          "stacks",
          "pom.xml");

  private static final Path COMPUTE_CLASS =
      Path.of("src/test/resources/crds/computeclasses.cloud.google.com.yaml");

  private static final String GCLOUD =
      """
      #!/usr/bin/env bash
      # Knows one command, and answers it with the local cluster under GKE's name for the context.
      [[ "$1 $2 $3 $5 $6 $8" == \
        "container clusters get-credentials --dns-endpoint --location --project" ]] || {
        echo "unknown command: $*" >&2
        exit 2
      }
      context="gke_$9_$7_$4"
      kubectl config set-context "$context" --cluster=tenantry-local --user=\
      "$(kubectl config view -o 'jsonpath={.contexts[0].context.user}')"
      """;

  @TempDir private Path folder;

  @Test
  void everyCommandDoesWhatThePageSays() throws IOException {
    copyProject();
    StringBuilder script = new StringBuilder("set -uo pipefail\n");
    script.append("export PATH=\"$PWD/stand-in:$PATH\"\n");
    for (Readme.Block block : Readme.blocks()) {
      if (block.language().equals("yaml")) {
        script.append("cat > ").append(block.path().orElseThrow()).append(" <<'YAML'\n");
        block.lines().forEach(line -> script.append(line).append('\n'));
        script.append("YAML\n");
      } else if (block.language().equals("shell")) {
        block.lines().forEach(line -> script.append(step(line)));
      }
    }
    CommandResult result =
        Command.run(folder, Map.of(), List.of("bash", "-c", script.toString())).succeeded();
    assertThat(result.out())
        .contains("tenant-acme", "tenant-globex", "tenant-initech")
        .contains("violates PodSecurity")
        .contains("use ClusterIP and a route of the platform's gateway");
  }

  @AfterEach
  void stopAndDeleteWhatTheCommandsMade() {
    Command.run(folder, Map.of(), List.of("make", "clean"));
  }

  /** A line and the check of its exit code, with the line itself in the log. */
  private static String step(String line) {
    String shown = "printf '$ %s\\n' " + quoted(line) + "\n";
    boolean refused = line.endsWith("# refused");
    String check =
        refused
            ? "&& { echo 'should have been refused'; exit 1; }\n"
            : "|| { echo \"failed: $?\"; exit 1; }\n";
    String before = line.startsWith("pulumi stack init dev") ? prepareTheCluster() : "";
    return before + shown + line.replace("# refused", "") + " " + check;
  }

  /**
   * Stack dev declares another cluster, which the recorder only pretends to make; here it is the
   * same one, so local leaves it first, and it learns the kind that GKE brings along.
   */
  private static String prepareTheCluster() {
    return "pulumi destroy -s local --yes --skip-preview || exit 1\n"
        + "kubectl apply -f "
        + COMPUTE_CLASS.toAbsolutePath()
        + " || exit 1\n"
        + Readme.blocks().stream()
            .flatMap(block -> block.lines().stream())
            .filter(line -> line.startsWith("gcloud"))
            .collect(Collectors.joining("\n"))
        + " || exit 1\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private void copyProject() throws IOException {
    for (String part : COPIED) {
      copy(Path.of(part));
    }
    link(Path.of("target/tenantry.jar"));
    link(Path.of("target/lib"));
    // Newer than every source: make must not build while the build itself runs this test.
    Path built = Files.createFile(folder.resolve("target/.jars"));
    Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(60)));
    Path gcloud = folder.resolve("stand-in/gcloud");
    Files.createDirectories(gcloud.getParent());
    Files.writeString(gcloud, GCLOUD);
    Files.setPosixFilePermissions(gcloud, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void copy(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    try (var walk = Files.walk(root)) {
      walk.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private void link(Path path) throws IOException {
    Path target = folder.resolve(path);
    Files.createDirectories(target.getParent());
    Files.createSymbolicLink(target, path.toAbsolutePath());
  }
}
