package dev.tenantry.policies.google;

import dev.tenantry.policies.PolicyRule;
import java.util.List;

/** All rules of this package. */
public final class GoogleRules {
  private GoogleRules() {}

  /** In the order of docs/policies.md. */
  public static List<PolicyRule> all() {
    return List.of();
  }
}
