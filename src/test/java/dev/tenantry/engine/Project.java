package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of this project with a state backend of its own, whose tenants a test may edit.
 *
 * <p>The built jar is the real one. Tenants of different tests live in one cluster, so each test
 * names its own.
 */
final class Project {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Map<String, String> variables;

  private Project(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = variables;
  }

  /** Copies the settings and the platform of stack local, without tenants. */
  static Project in(Path folder, Environment environment) {
    try {
      Path settings = Path.of("Pulumi.local.yaml");
      Files.copy(settings, folder.resolve(settings));
      String jar = "target/tenantry.jar";
      Files.writeString(
          folder.resolve("Pulumi.yaml"),
          Files.readString(Path.of("Pulumi.yaml"))
              .replace(jar, Path.of(jar).toAbsolutePath().toString()));
      // Its path in Pulumi.yaml is relative, as every project's is.
      Path pack = Path.of("policies");
      Files.createSymbolicLink(folder.resolve(pack), pack.toAbsolutePath());
      Files.createDirectories(folder.resolve("stacks/local/tenants"));
      Path platform = Path.of("stacks/local/platform.yaml");
      Files.copy(platform, folder.resolve(platform));
      Files.createDirectories(folder.resolve("backend"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> variables = new TreeMap<>(environment.variables());
    String settings = variables.get("PULUMI_BACKEND_URL").replaceFirst("^[^?]*", "");
    variables.put("PULUMI_BACKEND_URL", "file://" + folder.resolve("backend") + settings);
    Project project = new Project(folder, variables);
    project.pulumi("stack", "init", "local").succeeded();
    return project;
  }

  /** Writes a tenant's file, or overwrites it. */
  Project tenant(String name, String yaml) {
    try {
      Files.writeString(tenantFile(name), yaml);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds keys to the platform's file. */
  Project platformWith(String yaml) {
    try {
      Path file = folder.resolve("stacks/local/platform.yaml");
      Files.writeString(file, Files.readString(file) + yaml);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes what the platform's file says; the file must say it. */
  Project platformReplacing(String what, String with) {
    try {
      Path file = folder.resolve("stacks/local/platform.yaml");
      String text = Files.readString(file);
      assertThat(text).contains(what);
      Files.writeString(file, text.replace(what, with));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the policy pack by another folder. */
  Project withPack(Path pack) {
    try {
      Path link = folder.resolve("policies");
      Files.delete(link);
      Files.createSymbolicLink(link, pack);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This project with one more environment variable for every command. */
  Project withVariable(String name, String value) {
    Map<String, String> more = new TreeMap<>(variables);
    more.put(name, value);
    return new Project(folder, more);
  }

  /** Deletes a tenant's file. */
  void removeTenant(String name) {
    try {
      Files.delete(tenantFile(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the CLI on stack local to its end. */
  CommandResult pulumi(String... arguments) {
    return Command.run(folder, variables, command(arguments));
  }

  /** Starts the CLI; the caller ends it. */
  Process start(String... arguments) {
    return Command.start(folder, variables, command(arguments));
  }

  /** {@code pulumi up} without questions and without a preview first. */
  CommandResult up() {
    return pulumi("up", "--yes", "--skip-preview", "--stack", "local");
  }

  /** As {@link #up}, looking first at what the cluster still has. */
  CommandResult upAfterLoss() {
    return pulumi("up", "--yes", "--skip-preview", "--refresh", "--stack", "local");
  }

  /** As {@link #up}, taking over the fields that others changed: docs/runbooks/drift.md. */
  CommandResult upTakingOver() {
    Map<String, String> forced = new TreeMap<>(variables);
    forced.put("PULUMI_K8S_ENABLE_PATCH_FORCE", "true");
    return Command.run(folder, forced, command("up", "--yes", "--skip-preview", "-s", "local"));
  }

  /** Runs the project's own command in this folder. */
  CommandResult tenantry(String... arguments) {
    List<String> command =
        Environment.concat(Path.of("bin/tenantry").toAbsolutePath().toString(), arguments);
    return Command.run(folder, variables, command);
  }

  /** Names of the resources that a preview would change, by their operation. */
  Map<String, String> previewedChanges() {
    Map<String, String> changes = new TreeMap<>();
    CommandResult preview = pulumi("preview", "--json", "--stack", "local").succeeded();
    for (JsonNode step : json(preview.out()).path("steps")) {
      String operation = step.path("op").asText();
      if (!operation.equals("same")) {
        changes.put(logicalName(step.path("urn").asText()), operation);
      }
    }
    return changes;
  }

  /** Names of the files in which the backend keeps the stack's state. */
  List<String> backendFiles() {
    try (Stream<Path> files = Files.walk(folder.resolve("backend"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URNs in the stack's state, in order, duplicates included. */
  List<String> stateUrns() {
    List<String> urns = new ArrayList<>();
    exported().at("/deployment/resources").forEach(one -> urns.add(one.path("urn").asText()));
    return urns;
  }

  /** The stack's state as the CLI exports it. */
  JsonNode exported() {
    return json(pulumi("stack", "export", "--stack", "local").succeeded().out());
  }

  private Path tenantFile(String name) {
    return folder.resolve("stacks/local/tenants/" + name + ".yaml");
  }

  private static List<String> command(String... arguments) {
    List<String> command = Environment.concat("pulumi", arguments);
    command.add("--non-interactive");
    command.add("--color=never");
    return command;
  }

  private static String logicalName(String urn) {
    return urn.substring(urn.lastIndexOf("::") + 2);
  }

  private static JsonNode json(String text) {
    try {
      // Warnings of the CLI may stand before the document.
      return JSON.readTree(text.substring(text.indexOf('{')));
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }
}
