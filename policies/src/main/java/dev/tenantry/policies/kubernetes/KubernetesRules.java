package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.PolicyRule;
import java.util.List;
import java.util.stream.Stream;

/** All rules on objects of Kubernetes. */
public final class KubernetesRules {
  private KubernetesRules() {}

  /** In the order of docs/policies.md. */
  public static List<PolicyRule> all() {
    return Stream.of(NamespaceRules.all()).flatMap(List::stream).toList();
  }
}
