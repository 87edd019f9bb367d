package dev.tenantry.sqlite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.kubernetes.InitContainer;
import dev.tenantry.kubernetes.LitestreamSidecar;
import dev.tenantry.kubernetes.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real Litestream with the arguments of {@link LitestreamSidecar}.
 *
 * <p>Two values differ from the pod's: the volume is a folder of the test, and the bucket is one
 * too.
 *
 * @param binary built from its pinned module, or found on PATH
 * @param volume the folder in the place of {@link LitestreamSidecar#FOLDER}
 * @param bucket the folder in the place of {@link #URL}
 */
record Litestream(Path binary, Path volume, Path bucket) {
  static final LitestreamSidecar SIDECAR =
      new LitestreamSidecar(
          PinnedImage.parse("registry.tenantry.invalid/litestream@sha256:" + "0".repeat(64)),
          "agent-lab-data",
          "t-lab");

  static final String URL = "gs://t-lab/agent.db";

  Path file() {
    return volume.resolve("agent.db");
  }

  /** As when its disk is gone: what comes next finds an empty volume. */
  void loseTheVolume() throws IOException {
    Folders.delete(volume);
    Files.createDirectory(volume);
  }

  /** The arguments of the pod's container, with the two folders in their places. */
  List<String> arguments(String container) {
    return podArguments(container).stream()
        .map(one -> one.equals(LitestreamSidecar.FILE) ? file().toString() : one)
        .map(one -> one.equals(URL) ? "file://" + bucket : one)
        .toList();
  }

  /** What the pod that the program writes says. */
  static List<String> podArguments(String container) {
    PodSpecArgs pod =
        PodSpecArgs.builder()
            .initContainers(InitContainer.list(SIDECAR.initContainers()))
            .containers(List.of())
            .build();
    Manifest manifest =
        new Manifest("v1", "Pod", ObjectMetaArgs.builder().build(), Map.of("spec", pod));
    JsonNode found = new ObjectMapper().valueToTree(manifest.toMap());
    for (JsonNode one : found.at("/spec/initContainers")) {
      if (one.path("name").asText().equals(container)) {
        List<String> arguments = new ArrayList<>();
        one.path("args").forEach(argument -> arguments.add(argument.asText()));
        return arguments;
      }
    }
    throw new AssertionError(container + " is not in " + found);
  }

  /** Runs the init container to its end. */
  String restore() throws IOException, InterruptedException {
    return run(arguments("restore-data"));
  }

  /** Runs a command to its end; what it printed is the error's message if it fails. */
  String run(List<String> arguments) throws IOException, InterruptedException {
    Path log = volume.resolveSibling("command.log");
    Files.deleteIfExists(log);
    Process process = start(arguments, log);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new AssertionError(arguments.get(0) + " failed:\n" + Files.readString(log));
    }
    return Files.readString(log);
  }

  /** Starts the sidecar; the caller ends it. */
  Process replicate() throws IOException {
    return start(arguments("replicate-data"), volume.resolveSibling("replicate.log"));
  }

  private Process start(List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // As in the pod: no variable of whoever runs the tests decides anything.
    builder.environment().clear();
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }
}
