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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of README.md, in order, in one shell, in a copy of this project.
 *
 * <p>Three things differ from a user's machine: the jars are the ones that were just built; {@code
 * gcloud} is a stand-in that names the local cluster as the command asks, because there is no GKE
 * here; and while stack {@code dev} is applied, a stand-in for the kubelet reports its pods, which
 * nothing runs here, in place of the local provisioner. A line that ends with {@code # refused}
 * must fail, every other must not.
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

  private static final String GCLOUD =
      """
      #!/usr/bin/env bash
      # Knows one command, and answers it with the local cluster under GKE's name for the context.
      [[ "$1 $2 $3 $5 $7" == "container clusters get-credentials --location --project" ]] || {
        echo "unknown command: $*" >&2
        exit 2
      }
      context="gke_$8_$6_$4"
      kubectl config set-context "$context" --cluster=tenantry-local --user=\
      "$(kubectl config view -o 'jsonpath={.contexts[0].context.user}')"
      """;

  private static final String KUBELET =
      """
      #!/usr/bin/env bash
      # Reports what a kubelet would: pods of Jobs have ended well, all others are ready. One of
      # those is the provisioner, so tenants' databases are ready too.
      pods='{range .items[*]}{.metadata.namespace} {.metadata.name}'
      pods+=' {.metadata.ownerReferences[0].kind}{"\\n"}{end}'
      ended='{"status":{"phase":"Succeeded"}}'
      ready='{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}'
      databases='{range .items[*]}{.metadata.namespace} {.metadata.name}'
      databases+=' {.metadata.generation}{"\\n"}{end}'
      while sleep 1; do
        kubectl get tenantdatabases -A -o "jsonpath=$databases" |
          while read -r namespace name generation; do
            condition='{"type":"Ready","status":"True","reason":"Provisioned","message":"",'
            condition+='"lastTransitionTime":"2026-01-01T00:00:00Z",'
            condition+="\\"observedGeneration\\":$generation}"
            kubectl patch tenantdatabase "$name" -n "$namespace" --subresource=status \\
              --type=merge -p "{\\"status\\":{\\"conditions\\":[$condition]}}"
          done
        kubectl get pods -A --field-selector=status.phase=Pending -o "jsonpath=$pods" |
          while read -r namespace pod owner; do
            [[ $owner == Job ]] && status=$ended || status=$ready
            kubectl patch pod "$pod" -n "$namespace" --subresource=status -p "$status"
          done
      done
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
    String before = line.startsWith("gcloud") ? releaseTheCluster() : "";
    return before + shown + line.replace("# refused", "") + " " + check;
  }

  /** Stack dev stands for another cluster; here it is the same one, so local leaves it first. */
  private static String releaseTheCluster() {
    return "pulumi destroy -s local --yes --skip-preview || exit 1\n"
        + "kill -9 \"$(sed -n 's/^pid=//p' .tenantry/local/run/provisioner.properties)\"\n"
        + "kubelet > kubelet.log 2>&1 &\ntrap \"kill $!\" EXIT\n";
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
    standIn("gcloud", GCLOUD);
    standIn("kubelet", KUBELET);
  }

  private void standIn(String command, String script) throws IOException {
    Path file = folder.resolve("stand-in").resolve(command);
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
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
