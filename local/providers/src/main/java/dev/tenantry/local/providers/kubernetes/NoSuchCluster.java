package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.ProviderFailure;

/** The settings are sound, but no kubeconfig of this machine knows the cluster that they name. */
final class NoSuchCluster extends ProviderFailure {
  private static final long serialVersionUID = 1L;

  NoSuchCluster(String message) {
    super(message);
  }
}
