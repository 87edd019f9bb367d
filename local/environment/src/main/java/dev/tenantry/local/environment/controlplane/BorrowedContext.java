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

  /**
   * A cluster that answers.
   *
   * @param version what its API server says of itself
   * @param uid what tells it apart from another cluster behind the same name and address
   */
  public record Cluster(String version, String uid) {}

  /**
   * Asks the cluster behind a context who it is; changes nothing.
   *
   * @throws Failure if there is no such context, or its cluster does not answer
   */
  public Cluster find(String context) {
    Outcome view = view(context);
    if (!view.succeeded()) {
      Outcome known = kubectl(userVariables(), List.of("config", "get-contexts", "-o", "name"));
      String names = String.join(", ", known.output().lines().toList());
      throw new Failure(
          "no context "
              + context
              + " in "
              + userVariables().getOrDefault("KUBECONFIG", "~/.kube/config")
              + (names.isEmpty() ? ", which has none" : "; it has: " + names));
    }
    Outcome version = ask(context, List.of("version"));
    String server =
        version
            .output()
            .lines()
            .filter(line -> line.startsWith("Server Version"))
            .findFirst()
            .orElse("answers");
    // Made by the API server of every new cluster; nothing else of it cannot be had by another.
    Outcome uid =
        ask(context, List.of("get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}"));
    return new Cluster(server, uid.output().strip());
  }

  private Outcome ask(String context, List<String> question) {
    List<String> words = new ArrayList<>(List.of("--context", context, "--request-timeout=10s"));
    words.addAll(question);
    Outcome answer = kubectl(userVariables(), words);
    if (!answer.succeeded()) {
      throw new Failure(
          "the cluster of context " + context + " does not answer: " + answer.output().strip());
    }
    return answer;
  }

  /** Copies the context into the environment's own kubeconfig. */
  public void use(String context) {
    Outcome view = view(context);
    require(view);
    Path file = state.kubeconfig();
    PrivateFiles.write(file, view.output());
    Map<String, String> copied = new HashMap<>(variables);
    copied.put("KUBECONFIG", file.toString());
    if (!context.equals(Kubeconfig.CONTEXT)) {
      require(kubectl(copied, List.of("config", "rename-context", context, Kubeconfig.CONTEXT)));
    }
    require(kubectl(copied, List.of("config", "use-context", Kubeconfig.CONTEXT)));
  }

  private Outcome view(String context) {
    return kubectl(
        userVariables(), List.of("config", "view", "--minify", "--flatten", "--context", context));
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
