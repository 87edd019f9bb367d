package dev.tenantry.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A local environment of the tests' own: the same command as {@code make env-up}, another folder.
 *
 * <p>Started once for all engine tests of a run and removed when the JVM ends. The test providers
 * are asked for by name, so that a machine with an open network proves the same thing.
 */
final class Environment {
  private static final Path JAR = Path.of("local/environment/target/environment.jar");
  private static final Path STATE = Path.of("target/engine/environment").toAbsolutePath();
  private static final Environment SHARED = start();

  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The environment that all engine tests of this run share. */
  static Environment shared() {
    return SHARED;
  }

  /** What {@code make env} would export. */
  Map<String, String> variables() {
    return variables;
  }

  /** Runs kubectl as the cluster's administrator. */
  CommandResult kubectl(String... arguments) {
    return Command.run(Path.of(""), variables, concat("kubectl", arguments));
  }

  /** Restores what a test took away, as {@code make env-up} does. */
  void repair() {
    verb("up", "--state", STATE.toString(), "--providers", "test").succeeded();
  }

  /** Starts or stops the processes of a plan, as {@code make agents} does. */
  CommandResult agents(String verb, String... more) {
    List<String> arguments = concat("agents", verb, "--state", STATE.toString());
    arguments.addAll(List.of(more));
    return verb(arguments.toArray(String[]::new));
  }

  private static Environment start() {
    if (!Files.exists(JAR)) {
      throw new AssertionError(JAR + " is missing. Run: make build");
    }
    verb("clean", "--state", STATE.toString());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> verb("clean", "--state", STATE.toString())));
    verb("up", "--state", STATE.toString(), "--providers", "test").succeeded();
    return new Environment(exports());
  }

  /** Lets a shell read the exports, as a user does, and keeps what they changed. */
  private static Map<String, String> exports() {
    String script = "eval \"$(java -jar " + JAR + " env --state " + STATE + ")\" && env -0";
    CommandResult result =
        Command.run(Path.of(""), Map.of(), List.of("bash", "-euo", "pipefail", "-c", script))
            .succeeded();
    Map<String, String> variables = new TreeMap<>();
    for (String entry : result.out().split("\0")) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }

  private static CommandResult verb(String... arguments) {
    List<String> command = concat("java", "-jar", JAR.toString());
    command.addAll(List.of(arguments));
    return Command.run(Path.of(""), Map.of(), command);
  }

  static List<String> concat(String first, String... rest) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(List.of(rest));
    return all;
  }
}
