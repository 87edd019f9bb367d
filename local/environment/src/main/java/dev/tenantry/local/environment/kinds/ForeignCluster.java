package dev.tenantry.local.environment.kinds;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.processes.Command.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A cluster that somebody else runs: its kinds are looked at, never changed. */
public final class ForeignCluster {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path kubectl;
  private final Map<String, String> variables;

  /** Looks at the cluster of a kubeconfig file. */
  public ForeignCluster(Path kubectl, Path kubeconfig, Map<String, String> variables) {
    this.kubectl = kubectl;
    this.variables = new TreeMap<>(variables);
    this.variables.put("KUBECONFIG", kubeconfig.toString());
  }

  /** Those of the kinds that the cluster does not know, sorted. */
  public List<String> missing(Set<String> kinds) {
    List<String> words = List.of(kubectl.toString(), "get", "crd", "--output", "name");
    Outcome outcome = new Command(words, variables).run(LIMIT);
    if (!outcome.succeeded()) {
      throw new Failure("kubectl cannot list the kinds: " + outcome.output().strip());
    }
    Set<String> known =
        outcome
            .output()
            .lines()
            .map(line -> line.substring(line.indexOf('/') + 1))
            .collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(kinds);
    missing.removeAll(known);
    return List.copyOf(missing);
  }
}
