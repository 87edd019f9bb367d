package dev.tenantry.local.environment.agents;

import dev.tenantry.local.environment.console.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What should run.
 *
 * @param processes in any order; their dependencies decide who is started first
 * @param exports what others are told once all of it runs: shell variables, with the same
 *     placeholders for ports
 */
public record ProcessPlan(List<PlannedProcess> processes, Map<String, String> exports) {
  /** A name becomes a file's name. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,99}");

  /** Takes absent exports as none. */
  public ProcessPlan {
    exports = exports == null ? Map.of() : Map.copyOf(exports);
  }

  /**
   * Refuses a plan that could not be followed.
   *
   * @param taken names of processes that are not the plan's to start
   * @throws Failure that names the first mistake
   */
  void check(List<String> taken) {
    Set<String> names = new HashSet<>(taken);
    Set<String> ports = new HashSet<>();
    if (processes == null) {
      throw new Failure("the plan has no list of processes");
    }
    for (PlannedProcess process : processes) {
      String name = String.valueOf(process.name());
      require(NAME.matcher(name).matches(), name, "is no name of a process");
      require(names.add(name), name, "is there twice, or is a process of the environment");
      require(isFilled(process.command()), name, "has no command");
      require(isFilled(process.ports()), name, "has no port");
      process.ports().forEach(port -> require(ports.add(port), name, "port " + port + " twice"));
      require(
          process.health() != null && process.ports().contains(process.health().port()),
          name,
          "health.port is none of its ports");
      require(process.graceSeconds() > 0, name, "graceSeconds must be positive");
      process.files().keySet().forEach(file -> require(isFileName(file), name, "file " + file));
      process
          .certificate()
          .ifPresent(one -> require(isFileName(one.authority()), name, "certificate.authority"));
    }
    levels();
  }

  private static boolean isFilled(List<String> list) {
    return list != null && !list.isEmpty();
  }

  private static boolean isFileName(String text) {
    return NAME.matcher(text).matches();
  }

  private static void require(boolean holds, String process, String mistake) {
    if (!holds) {
      throw new Failure("the plan is wrong: process " + process + ": " + mistake);
    }
  }

  /**
   * How far each process is from one that depends on nothing, by name.
   *
   * @throws Failure if one depends on itself, or on one that is not there
   */
  Map<String, Integer> levels() {
    Map<String, Integer> levels = new HashMap<>();
    List<PlannedProcess> left = new ArrayList<>(processes);
    for (int level = 0; !left.isEmpty(); level++) {
      Set<String> below = Set.copyOf(levels.keySet());
      List<PlannedProcess> ready =
          left.stream().filter(process -> below.containsAll(process.dependsOn())).toList();
      if (ready.isEmpty()) {
        throw new Failure(
            "the plan is wrong: process "
                + left.get(0).name()
                + " waits for "
                + left.get(0).dependsOn()
                + ", which can never all be ready");
      }
      for (PlannedProcess process : ready) {
        levels.put(process.name(), level);
      }
      left.removeAll(ready);
    }
    return levels;
  }

  /** The names of all ports. */
  List<String> ports() {
    return processes.stream().flatMap(process -> process.ports().stream()).toList();
  }
}
