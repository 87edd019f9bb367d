package dev.tenantry.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stack of a project of its own whose resources a test says one by one. */
final class PlantedStack {
  /** As the cases of the rules name theirs. */
  static final String STACK = "case";

  static final String PROJECT = "planted";

  private final Path folder;
  private final Path pack;
  private final Map<String, String> variables;

  private PlantedStack(Path folder, Path pack, Map<String, String> variables) {
    this.folder = folder;
    this.pack = pack;
    this.variables = variables;
  }

  /**
   * An empty stack.
   *
   * @param pack the folder of the policy pack that judges it
   */
  static PlantedStack in(Path folder, Environment environment, Path pack) {
    Map<String, String> variables = new TreeMap<>(environment.variables());
    String settings = variables.get("PULUMI_BACKEND_URL").replaceFirst("^[^?]*", "");
    variables.put("PULUMI_BACKEND_URL", "file://" + folder.resolve("backend") + settings);
    // The log of events is a flag for those who work on the engine.
    variables.put("PULUMI_DEBUG_COMMANDS", "true");
    try {
      Files.createDirectories(folder.resolve("backend"));
      Files.writeString(
          folder.resolve("Pulumi.yaml"),
          """
          name: %s
          runtime: java
          plugins:
            analyzers:
              - name: policy-tenantry
                path: %s
          """
              .formatted(PROJECT, pack.resolve("bin").toAbsolutePath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var stack = new PlantedStack(folder, pack.toAbsolutePath(), variables);
    stack.pulumi("stack", "init", STACK).succeeded();
    return stack;
  }

  /**
   * Runs {@code preview} or {@code up} on these resources.
   *
   * @param more further arguments
   */
  CommandResult run(
      String verb, List<RawResource> resources, RawProgram.Providers providers, String... more) {
    try (RawProgram program = RawProgram.of(resources, providers)) {
      Files.deleteIfExists(log());
      List<String> arguments =
          new ArrayList<>(
              List.of(verb, "--client", program.address(), "--exec-kind", "auto.inline"));
      arguments.addAll(List.of("--policy-pack", pack.toString(), "--event-log", log().toString()));
      arguments.addAll(List.of("--stack", STACK));
      arguments.addAll(List.of(more));
      return pulumi(arguments.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the pack said in the last run. */
  List<PolicyEvents.Violation> violations() {
    return PolicyEvents.read(log());
  }

  /** The stack's state as the CLI exports it. */
  String state() {
    return pulumi("stack", "export", "--stack", STACK).succeeded().out();
  }

  private Path log() {
    return folder.resolve("events.json");
  }

  private CommandResult pulumi(String... arguments) {
    List<String> command = Environment.concat("pulumi", arguments);
    command.addAll(List.of("--non-interactive", "--color=never"));
    return Command.run(folder, variables, command);
  }
}
