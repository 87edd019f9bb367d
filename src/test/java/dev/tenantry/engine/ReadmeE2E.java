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
 * <p>What differs from a user's machine: the jars are the ones that were just built; and because
 * there is no GKE here, the recorded cluster of stack {@code dev} is the local control plane,
 * {@code gcloud} and its plug-in are stand-ins that lead there, and a stand-in for the kubelet
 * reports the pods, which nothing runs. A line that ends with {@code # refused} must fail, every
 * other must not.
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
          "policies/PulumiPolicy.yaml",
          "policies/bin",
          "schemas",
          "src/main",
          "stacks",
          "pom.xml");

  /** Kinds that GKE brings along. */
  private static final Path KINDS = Path.of("src/test/resources/crds");

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
      kubectl config use-context "$context"
      """;

  private static final String AUTH_PLUGIN =
      """
      #!/usr/bin/env bash
      # The local administrator's certificate in place of a token from Google.
      pem() {
        kubectl config view --raw -o "jsonpath={.users[0].user.$1}" | base64 -d |
          awk -v ORS='\\\\n' 1
      }
      printf '{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", '
      printf '"status": {"clientCertificateData": "%s", "clientKeyData": "%s"}}' \
        "$(pem client-certificate-data)" "$(pem client-key-data)"
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
        .contains("use ClusterIP and a route of the platform's gateway")
        .containsPattern("session [0-9a-f-]{36}, turn [0-9a-f-]{36}: \\d+ tokens read");
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
    String before = line.startsWith("pulumi stack init") ? becomeGke() : "";
    return before + shown + line.replace("# refused", "") + " " + check;
  }

  /**
   * Stack dev declares a cluster of its own; here it is the same one, so local leaves it first.
   *
   * <p>Google signs the certificates of its endpoints, so that every machine trusts them; here the
   * local authority must be added to what Java trusts.
   */
  private static String becomeGke() {
    return """
        pulumi destroy -s local --yes --skip-preview || exit 1
        kill -9 "$(sed -n 's/^pid=//p' .tenantry/local/run/provisioner.properties)"
        kubelet > kubelet.log 2>&1 &
        trap "kill $!" EXIT
        kubectl apply -f KINDS || exit 1
        cluster() { kubectl config view --raw -o "jsonpath={.clusters[0].cluster.$1}"; }
        cluster certificate-authority-data | base64 -d > authority.pem
        keytool -importcert -noprompt -alias local -file authority.pem -keystore trust.p12 \\
          -storepass changeit || exit 1
        export JAVA_TOOL_OPTIONS="-Djavax.net.ssl.trustStore=$PWD/trust.p12"
        JAVA_TOOL_OPTIONS+=" -Djavax.net.ssl.trustStorePassword=changeit"
        server="$(cluster server)"
        export TENANTRY_RECORDED_CLUSTER_ENDPOINT="${server#https://}"
        """
        .replace("KINDS", KINDS.toAbsolutePath().toString());
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
    link(Path.of("policies/target"));
    link(Path.of("agent-image/app/target/agent.jar"));
    // Newer than every source: make must not build while the build itself runs this test.
    Path built = Files.createFile(folder.resolve("target/.jars"));
    Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(60)));
    standIn("gcloud", GCLOUD);
    standIn("gke-gcloud-auth-plugin", AUTH_PLUGIN);
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
