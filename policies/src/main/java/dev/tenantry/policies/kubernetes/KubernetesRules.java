package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.PolicyRule;
import java.util.List;
import java.util.stream.Stream;

/** All rules on objects of Kubernetes. */
public final class KubernetesRules {
  private KubernetesRules() {}

  /** With the settings of a stack that says nothing, in the order of docs/policies.md. */
  public static List<PolicyRule> all() {
    return of(KubernetesSettings.defaults());
  }

  /** With a stack's settings, in the order of docs/policies.md. */
  public static List<PolicyRule> of(KubernetesSettings settings) {
    return Stream.of(
            NamespaceRules.all(),
            HostRules.all(),
            KernelRules.all(),
            UserRules.all(),
            VolumeRules.all(),
            ImageRules.of(settings),
            ResourceBoundRules.all(),
            PlacementRules.all(),
            AvailabilityRules.all(),
            SecretRules.all(),
            StoreRules.all(),
            TokenRules.all(),
            CertificateRules.all(),
            RoleRules.all(),
            BindingRules.all(),
            ServiceRules.all(),
            NetworkPolicyRules.all(),
            GuardRules.all(),
            ModelRules.all(),
            ObjectRules.of(settings))
        .flatMap(List::stream)
        .toList();
  }
}
