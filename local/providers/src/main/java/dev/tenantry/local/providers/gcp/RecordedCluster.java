package dev.tenantry.local.providers.gcp;

import dev.tenantry.local.providers.protocol.ProviderFailure;
import java.util.Map;
import java.util.Optional;

/**
 * A running API server that answers for every recorded GKE cluster, so that an update can go on
 * with what lies in the cluster.
 *
 * @param endpoint host and port, without a scheme
 * @param certificateAuthority who signed its certificate: PEM in base64
 */
record RecordedCluster(String endpoint, String certificateAuthority) {
  /** Names the server, as {@code host:port}. */
  static final String ENDPOINT = "TENANTRY_RECORDED_CLUSTER_ENDPOINT";

  /** Holds its certificate authority, as {@code certificate-authority-data} of a kubeconfig. */
  static final String CERTIFICATE_AUTHORITY = "TENANTRY_RECORDED_CLUSTER_CA";

  /** The one that both variables name; nothing if neither is set. */
  static Optional<RecordedCluster> of(Map<String, String> environment) {
    String endpoint = environment.getOrDefault(ENDPOINT, "");
    String authority = environment.getOrDefault(CERTIFICATE_AUTHORITY, "");
    if (endpoint.isEmpty() != authority.isEmpty()) {
      throw new ProviderFailure("set both of " + ENDPOINT + " and " + CERTIFICATE_AUTHORITY);
    }
    return endpoint.isEmpty()
        ? Optional.empty()
        : Optional.of(new RecordedCluster(endpoint, authority));
  }

  /** What it says of itself among the outputs of the resource. */
  Map<String, Object> outputs() {
    return Map.of(
        "endpoint", endpoint, "masterAuth", Map.of("clusterCaCertificate", certificateAuthority));
  }
}
