package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.PolicyRule;
import java.util.List;

/** All rules of this package. */
public final class TenancyRules {
  private TenancyRules() {}

  /** In the order of docs/policies.md. */
  public static List<PolicyRule> all() {
    return List.of();
  }
}
