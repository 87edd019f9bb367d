package dev.tenantry.local.providers.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.util.Map;
import java.util.Optional;

/**
 * Where the settings point to: a cluster that a kubeconfig knows, or none.
 *
 * <p>A machine without credentials must still preview, from inputs alone; only reading and writing
 * fail there. The real plug-in treats a context that is not there in the same way.
 *
 * @param kubeconfig empty if no kubeconfig of this machine knows the cluster
 * @param absence why it is empty, for the user
 */
record Target(Optional<Kubeconfig> kubeconfig, Optional<String> absence) {
  /** Resolvable nowhere (RFC 2606), should anything ever ask it. */
  private static final String NOWHERE = "https://no-cluster.invalid";

  static Target of(Settings settings, Map<String, String> environment) {
    try {
      return new Target(Optional.of(Kubeconfig.of(settings, environment)), Optional.empty());
    } catch (NoSuchCluster none) {
      return new Target(Optional.empty(), Optional.of(none.getMessage()));
    }
  }

  /** Settings for the HTTP client. */
  Config client() {
    return kubeconfig
        .map(Kubeconfig::client)
        .orElseGet(
            () -> {
              Config config = Config.empty();
              config.setMasterUrl(NOWHERE);
              return config;
            });
  }

  /** Where namespaced objects go that name no namespace, unless the settings say otherwise. */
  String namespace() {
    return kubeconfig.map(Kubeconfig::namespace).orElse("default");
  }

  /** What the user is told about this target. */
  String description() {
    return absence
        .map(reason -> reason + ": inputs are taken without validation")
        .orElseGet(() -> "server-side apply to " + kubeconfig.orElseThrow().server());
  }
}
