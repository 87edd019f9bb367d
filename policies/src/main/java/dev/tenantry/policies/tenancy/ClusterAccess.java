package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GKE;
import static dev.tenantry.policies.Catalogue.MULTI_TENANCY_BENCHMARK;
import static dev.tenantry.policies.Catalogue.OWASP_KUBERNETES;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may do what in the cluster, seen from the tenants. */
final class ClusterAccess {
  /** Before a Namespace's name: the group of all its ServiceAccounts. */
  private static final String ALL_ACCOUNTS = "system:serviceaccounts:";

  private static final String GROUP = "Group";

  private ClusterAccess() {}

  static List<PolicyRule> all() {
    return List.of(noClusterRole(), declaredRole());
  }

  private static PolicyRule noClusterRole() {
    return TenancyRule.named(
            "tenant-has-no-cluster-role",
            "No account and no group of a tenant is bound for the whole cluster",
            "Whatever the role allows, it allows it in every tenant's Namespace.")
        .asked(MULTI_TENANCY_BENCHMARK, "MTB-PL1-CC-CPI-1", "MTB-PL1-CC-TI-2")
        .asked(CIS_GKE, "4.1.1")
        .asked(OWASP_KUBERNETES, "K02")
        .severity(Severity.CRITICAL)
        .rule(
            "Replace the ClusterRoleBinding by a RoleBinding in the tenant's Namespace.",
            (tenancy, findings) -> {
              Map<String, String> groups = tenantGroups(tenancy);
              for (Resource binding : tenancy.of("ClusterRoleBinding")) {
                for (Value subject : binding.at("subjects").items()) {
                  tenantOf(tenancy, groups, subject)
                      .ifPresent(
                          tenant ->
                              findings.report(
                                  binding,
                                  "binds "
                                      + subject.at("name").shown()
                                      + " of tenant "
                                      + tenant
                                      + " in every Namespace"));
                }
              }
            });
  }

  private static PolicyRule declaredRole() {
    return TenancyRule.named(
            "tenant-binding-names-a-declared-role",
            "A tenant's RoleBinding names a Role that this stack declares in its Namespace",
            "A role of the cluster changes behind the tenant's back; a missing one may come.")
        .asked(CIS_GKE, "4.1.1")
        .asked(MULTI_TENANCY_BENCHMARK, "MTB-PL2-CC-TI-1")
        .asked(TENANTRY, "docs/access.md")
        .rule(
            "Declare the Role beside the binding and name it with kind: Role.",
            (tenancy, findings) -> {
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource binding : tenancy.in(space.name(), "RoleBinding")) {
                  Value kind = binding.at("roleRef.kind");
                  Value role = binding.at("roleRef.name");
                  findings.require(kind.is("Role"), binding, kind, "must be Role");
                  findings.require(
                      kind.is("Role")
                          .not()
                          .or(
                              role.isUnknown()
                                  ? Answer.UNKNOWN
                                  : tenancy.declares(space.name(), "Role", role.shown())),
                      binding,
                      "the stack declares no Role "
                          + role.shown()
                          + " in Namespace "
                          + space.name());
                }
              }
            });
  }

  /** Groups that are bound in a tenant's Namespace, with the tenant. */
  private static Map<String, String> tenantGroups(Tenancy tenancy) {
    Map<String, String> groups = new HashMap<>();
    for (TenantSpace space : tenancy.tenants()) {
      for (Resource binding : tenancy.in(space.name(), "RoleBinding")) {
        for (Value subject : binding.at("subjects").items()) {
          if (subject.at("kind").is(GROUP) == Answer.YES) {
            subject.at("name").text().ifPresent(name -> groups.put(name, space.tenant()));
          }
        }
      }
    }
    return groups;
  }

  private static Optional<String> tenantOf(
      Tenancy tenancy, Map<String, String> groups, Value subject) {
    if (subject.at("kind").is("ServiceAccount") == Answer.YES) {
      return subject.at("namespace").text().flatMap(tenancy::tenant).map(TenantSpace::tenant);
    }
    Optional<String> name = subject.at("name").text();
    Optional<String> bound = name.map(groups::get);
    return bound.or(
        () ->
            name.filter(is -> is.startsWith(ALL_ACCOUNTS))
                .map(is -> is.substring(ALL_ACCOUNTS.length()))
                .flatMap(tenancy::tenant)
                .map(TenantSpace::tenant));
  }
}
