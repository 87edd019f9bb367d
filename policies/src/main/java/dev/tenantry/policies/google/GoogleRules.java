package dev.tenantry.policies.google;

import dev.tenantry.policies.PolicyRule;
import java.util.List;
import java.util.stream.Stream;

/** All rules of this package. */
public final class GoogleRules {
  private GoogleRules() {}

  /** In the order of docs/policies.md. */
  public static List<PolicyRule> all() {
    return Stream.of(
            ClusterAccessRules.all(),
            ClusterSecurityRules.all(),
            ClusterNetworkRules.all(),
            ClusterOperationRules.all(),
            NodeRules.all(),
            NodePoolRules.all(),
            NetworkRules.all(),
            FirewallRules.all(),
            SqlAccessRules.all(),
            SqlAuditRules.all(),
            SqlRecoveryRules.all(),
            StorageRules.all(),
            SecretRules.all(),
            KeyRules.all(),
            RegistryRules.all(),
            IdentityRules.all(),
            ResidencyRules.all(),
            LabelRules.all())
        .flatMap(List::stream)
        .toList();
  }
}
