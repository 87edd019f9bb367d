package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.PolicyRule;
import java.util.List;
import java.util.stream.Stream;

/** All rules of this package. */
public final class TenancyRules {
  private TenancyRules() {}

  /** In the order of docs/policy-rules.md. */
  public static List<PolicyRule> all() {
    return Stream.of(
            NamespaceParts.all(),
            Quotas.all(),
            Sharing.all(),
            CloudAccess.all(),
            ClusterAccess.all(),
            References.all(),
            WorkloadParts.all(),
            Peers.all(),
            ModelAccess.all(),
            Delivery.all(),
            PlatformParts.all())
        .flatMap(List::stream)
        .toList();
  }
}
