package dev.tenantry.cli;

import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.DataMode;
import dev.tenantry.config.StackConfig;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The kinds that a stack needs and Kubernetes does not have by itself.
 *
 * <p>Without this check the reader of a failed update would see one "no matches for kind" for each
 * object, and nothing about what to install.
 */
final class RequiredKinds {
  private static final List<String> OF_SECRETS =
      List.of("externalsecrets.external-secrets.io", "secretstores.external-secrets.io");

  private static final List<String> OF_MODELS =
      List.of(
          "inferenceobjectives.llm-d.ai",
          "inferencepools.inference.networking.k8s.io",
          "podmonitorings.monitoring.googleapis.com",
          "scaledobjects.keda.sh",
          "triggerauthentications.keda.sh");

  private RequiredKinds() {}

  /**
   * Stops where the cluster lacks a kind.
   *
   * <p>A cluster that does not answer is left to the engine, which says so itself.
   *
   * @throws CommandFailure with the kinds and what brings them
   */
  static void check(StackConfig config) {
    Set<String> missing = new TreeSet<>(needed(config));
    if (missing.isEmpty()) {
      return;
    }
    String context = config.platform().cluster().context().toString();
    try {
      missing.removeAll(new ClusterReader(context).customKinds());
    } catch (CommandFailure unknown) {
      return;
    }
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          "the cluster of context "
              + context
              + " lacks kinds that this stack needs: "
              + String.join(", ", missing)
              + "\nInstall External Secrets 1.x there for secrets (docs/secrets.md); KEDA, the"
              + " Gateway API's inference extension and llm-d-router for models"
              + " (docs/inference.md). The embedded control plane has those of secrets: make"
              + " env-up");
    }
  }

  private static Set<String> needed(StackConfig config) {
    boolean credentials = config.platform().database() instanceof ClusterDatabase;
    boolean secrets =
        config.tenants().values().stream()
            .anyMatch(
                tenant ->
                    !tenant.secrets().isEmpty()
                        || credentials && tenant.data().mode() != DataMode.SQLITE);
    Set<String> needed = new TreeSet<>();
    if (secrets) {
      needed.addAll(OF_SECRETS);
    }
    if (!config.platform().servedModels().isEmpty()) {
      needed.addAll(OF_MODELS);
    }
    return needed;
  }
}
