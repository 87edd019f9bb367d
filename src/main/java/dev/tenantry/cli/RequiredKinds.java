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

  private RequiredKinds() {}

  /**
   * Stops where the cluster lacks a kind.
   *
   * <p>A cluster that does not answer is left to the engine, which says so itself.
   *
   * @throws CommandFailure with the kinds and what brings them
   */
  static void check(StackConfig config) {
    boolean credentials = config.platform().database() instanceof ClusterDatabase;
    boolean secrets =
        config.tenants().values().stream()
            .anyMatch(
                tenant ->
                    !tenant.secrets().isEmpty()
                        || credentials && tenant.data().mode() != DataMode.SQLITE);
    if (!secrets) {
      return;
    }
    String context = config.platform().cluster().context().toString();
    Set<String> missing = new TreeSet<>(OF_SECRETS);
    try {
      missing.removeAll(new ClusterReader(context).customKinds());
    } catch (CommandFailure unknown) {
      return;
    }
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          "the cluster of context "
              + context
              + " lacks kinds that this stack's secrets need: "
              + String.join(", ", missing)
              + "\nInstall External Secrets 1.x there (docs/secrets.md). The embedded control plane"
              + " has them: make env-up");
    }
  }
}
