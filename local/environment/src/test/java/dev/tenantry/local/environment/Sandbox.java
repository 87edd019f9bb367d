package dev.tenantry.local.environment;

import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.processes.Command.Outcome;
import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An environment of its own in a temporary folder, and the questions that tests ask it. */
record Sandbox(StateFolder state) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  static Sandbox in(Path folder) {
    return new Sandbox(new StateFolder(folder));
  }

  Run run(String verb, String... more) {
    return run(Run.plainVariables(), verb, more);
  }

  Run run(Map<String, String> variables, String verb, String... more) {
    List<String> arguments = new ArrayList<>(List.of(verb, "--state", state.root().toString()));
    arguments.addAll(List.of(more));
    return Run.of(variables, arguments.toArray(String[]::new));
  }

  Run up(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--providers", "test"));
    arguments.addAll(List.of(more));
    return run("up", arguments.toArray(String[]::new));
  }

  /** The pid of each process that was started and not stopped. */
  Map<String, Long> pids() {
    Map<String, Long> pids = new TreeMap<>();
    for (String name : new Mode("", "", true, "test").processes()) {
      Map<String, String> facts = record(name);
      if (!facts.isEmpty()) {
        pids.put(name, Long.valueOf(facts.get("pid")));
      }
    }
    return pids;
  }

  int port(String name) {
    return Integer.parseInt(record(name).get("port"));
  }

  private Map<String, String> record(String name) {
    return new Settings(state.run().resolve(name + ".properties")).read();
  }

  /** What a user types after `eval "$(make env)"`. */
  Outcome shell(String script) {
    Map<String, String> variables = new HashMap<>(Run.plainVariables());
    String full = run("env").out() + "\n" + script;
    return new Command(List.of("sh", "-c", full), variables).run(LIMIT);
  }
}
