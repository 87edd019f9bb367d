package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Reads objects of a cluster, and deletes single ones, through {@code kubectl}.
 *
 * <p>kubectl, not a client library: it knows every way in which a kubeconfig may ask to log in,
 * GKE's plug-in included.
 */
final class ClusterReader {
  private static final long TIMEOUT_SECONDS = 30;

  private static final String KINDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private final String context;

  /** A reader of the cluster behind a kubeconfig context. */
  ClusterReader(String context) {
    this.context = context;
  }

  /**
   * All objects of a kind that carry a label, in all Namespaces.
   *
   * @param kind plural resource name, such as {@code resourcequotas}
   * @param label label key
   * @throws CommandFailure if kubectl is missing or the cluster does not answer
   */
  List<JsonNode> labelled(String kind, String label) {
    return items("get", kind, "--all-namespaces", "--selector", label, "--output", "json");
  }

  /**
   * All objects of some kinds, in all Namespaces.
   *
   * @param kinds plural resource names, separated by commas
   * @throws CommandFailure if kubectl is missing or the cluster does not answer
   */
  List<JsonNode> all(String kinds) {
    return items("get", kinds, "--all-namespaces", "--output", "json");
  }

  /**
   * One value of a Secret; empty if there is no such Secret or it has no such key.
   *
   * @throws CommandFailure if kubectl is missing or the cluster does not answer
   */
  Optional<String> secretValue(String namespace, String name, String key) {
    String only = "metadata.name=" + name;
    return items("get", "secrets", "-n", namespace, "--field-selector", only, "-o", "json").stream()
        .map(secret -> secret.path("data").path(key).asText())
        .filter(value -> !value.isEmpty())
        .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
        .findFirst();
  }

  /**
   * Deletes exactly the object that was read: not a newer one of its name.
   *
   * @param path of the object on the API server
   * @throws CommandFailure if it has changed since, or the server refuses
   */
  void delete(String path, JsonNode read) {
    ObjectNode options = new ObjectMapper().createObjectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options
        .putObject("preconditions")
        .put("uid", read.at("/metadata/uid").asText())
        .put("resourceVersion", read.at("/metadata/resourceVersion").asText());
    try {
      Path body = Files.createTempFile("tenantry-delete", ".json");
      try {
        Files.writeString(body, options.toString());
        run("delete", "--raw", path, "--filename", body.toString());
      } finally {
        Files.deleteIfExists(body);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot write what kubectl reads: " + e.getMessage(), e);
    }
  }

  private List<JsonNode> items(String... arguments) {
    List<JsonNode> items = new ArrayList<>();
    run(arguments).path("items").forEach(items::add);
    return items;
  }

  /**
   * Names of all kinds that somebody added to the cluster, as {@code <plural>.<group>}.
   *
   * @throws CommandFailure if kubectl is missing or the cluster does not answer
   */
  Set<String> customKinds() {
    Set<String> names = new TreeSet<>();
    run("get", "--raw", KINDS)
        .path("items")
        .forEach(item -> names.add(item.at("/metadata/name").asText()));
    return names;
  }

  private JsonNode run(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("kubectl", "--context", context, "--request-timeout", "10s"));
    command.addAll(List.of(arguments));
    try {
      // Files, not pipes: a pipe that nobody drains would block kubectl before it can be waited
      // for.
      Path out = Files.createTempFile("tenantry-kubectl", ".json");
      Path err = Files.createTempFile("tenantry-kubectl", ".err");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new CommandFailure("kubectl gave no answer in " + TIMEOUT_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
          throw new CommandFailure(
              "kubectl failed: "
                  + Files.readString(err).strip()
                  + "\nFor the local environment: make env-up, then eval \"$(make env)\"");
        }
        return new ObjectMapper().readTree(out.toFile());
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot run kubectl: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while kubectl ran", e);
    }
  }
}
