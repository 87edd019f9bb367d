package dev.tenantry.policies.pack;

import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.google.GoogleRules;
import dev.tenantry.policies.kubernetes.KubernetesRules;
import dev.tenantry.policies.tenancy.TenancyRules;
import java.util.List;
import java.util.stream.Stream;

/** Every rule of the pack. */
public final class TenantryRules {
  private TenantryRules() {}

  /** In the order of docs/policies.md. */
  public static Rules all() {
    List<PolicyRule> rules =
        Stream.of(KubernetesRules.all(), GoogleRules.all(), TenancyRules.all())
            .flatMap(List::stream)
            .toList();
    return new Rules(rules);
  }
}
