package dev.tenantry.local.environment.controlplane;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.processes.Command.Outcome;
import dev.tenantry.local.environment.state.PrivateFiles;
import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster that somebody else runs, by a context of the user's kubeconfig. */
public final class BorrowedContext {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final StateFolder state;
  private final Path kubectl;
  private final Map<String, String> variables;

  public BorrowedContext(StateFolder state, Path kubectl, Map<String, String> variables) {
    this.state = state;
    this.kubectl = kubectl;
    this.variables = variables;
  }

  /** Copies the context into the environment's own kubeconfig and checks that it answers. */
  public String use(String context) {
    Map<String, String> own = userVariables();
    Outcome view =
        kubectl(own, List.of("config", "view", "--minify", "--flatten", "--context", context));
    if (!view.succeeded()) {
      throw new Failure("no context " + context + " in your kubeconfig: " + view.output().strip());
    }
    Path file = state.kubeconfig();
    PrivateFiles.write(file, view.output());
    Map<String, String> copied = new HashMap<>(variables);
    copied.put("KUBECONFIG", file.toString());
    if (!context.equals(Kubeconfig.CONTEXT)) {
      require(kubectl(copied, List.of("config", "rename-context", context, Kubeconfig.CONTEXT)));
    }
    require(kubectl(copied, List.of("config", "use-context", Kubeconfig.CONTEXT)));
    Outcome version = kubectl(copied, List.of("--request-timeout=10s", "version"));
    if (!version.succeeded()) {
      throw new Failure(
          "the cluster of context " + context + " does not answer: " + version.output().strip());
    }
    return version
        .output()
        .lines()
        .filter(line -> line.startsWith("Server Version"))
        .findFirst()
        .orElse("answers");
  }

  /** The variables without a KUBECONFIG that `env` printed: that one is ours, not the user's. */
  private Map<String, String> userVariables() {
    Map<String, String> own = new HashMap<>(variables);
    String ownState = variables.getOrDefault("TENANTRY_STATE", "");
    if (!ownState.isEmpty() && own.getOrDefault("KUBECONFIG", "").startsWith(ownState)) {
      own.remove("KUBECONFIG");
    }
    return own;
  }

  private Outcome kubectl(Map<String, String> own, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(kubectl.toString()));
    words.addAll(arguments);
    return new Command(words, own).run(LIMIT);
  }

  private static void require(Outcome outcome) {
    if (!outcome.succeeded()) {
      throw new Failure("kubectl: " + outcome.output().strip());
    }
  }
}
