package dev.tenantry.policies.kubernetes;

import java.util.List;
import java.util.Set;

/**
 * What a stack may set about the rules on objects of Kubernetes.
 *
 * @param registries hosts and folders that images may come from, such as {@code
 *     europe-docker.pkg.dev/acme/agents}; empty allows any host that an image names, as the API
 *     server itself asks for {@code admission.registries} in tenants' Namespaces
 * @param previewApis API groups whose kinds exist as alpha or beta only, and so may be used; each
 *     with the version that was read
 */
public record KubernetesSettings(List<String> registries, Set<String> previewApis) {
  /**
   * FQDNNetworkPolicy of GKE, ScaledObject and its like of KEDA 2, InferenceObjective of llm-d:
   * none has a stable version as of November 2026.
   */
  private static final Set<String> WITHOUT_STABLE_VERSION =
      Set.of("networking.gke.io/v1alpha1", "keda.sh/v1alpha1", "llm-d.ai/v1alpha2");

  /** Copies the collections. */
  public KubernetesSettings {
    registries = List.copyOf(registries);
    previewApis = Set.copyOf(previewApis);
  }

  /** Any host, and the API versions that the program needs. */
  public static KubernetesSettings defaults() {
    return new KubernetesSettings(List.of(), WITHOUT_STABLE_VERSION);
  }
}
