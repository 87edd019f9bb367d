package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;

/** Whom a binding lets in, and to what. */
final class BindingRules {
  private static final Set<String> TOO_MUCH = Set.of("cluster-admin", "admin", "edit");

  private static final Set<String> EVERYBODY =
      Set.of(
          "system:authenticated",
          "system:unauthenticated",
          "system:anonymous",
          "system:masters",
          "system:serviceaccounts");

  private static final String ACCOUNTS_OF = "system:serviceaccounts:";

  private BindingRules() {}

  static List<PolicyRule> all() {
    return List.of(admin(), everybody(), ownNamespace(), people(), clusterWide());
  }

  private static PolicyRule admin() {
    RuleInfo info =
        new RuleInfo(
            "binding-gives-no-admin",
            "No binding gives cluster-admin, admin, edit or a role of the system",
            "These roles write quotas, network policies and other bindings, or read all Secrets.",
            Controls.cis("4.1.1")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL2-CC-TI-1")
                .and(Catalogue.OWASP_KUBERNETES, "K02")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Bind a Role that grants what is needed.");
    return bindings(
        info,
        (binding, findings) -> {
          Value name = binding.at("roleRef.name");
          Answer tooMuch =
              name.isText(role -> TOO_MUCH.contains(role) || role.startsWith("system:"));
          Answer clusters = binding.at("roleRef.kind").is("ClusterRole");
          findings.require(
              clusters.and(tooMuch).not(), binding, name, "must be a role of the stack's own");
        });
  }

  private static PolicyRule everybody() {
    RuleInfo info =
        new RuleInfo(
            "binding-names-no-everybody",
            "No binding names everybody, or the masters",
            "system:authenticated is every Google account there is; system:masters passes every"
                + " check and cannot be revoked.",
            Controls.cis("4.1.6", "4.1.8", "4.1.9", "4.1.10")
                .and(Catalogue.OWASP_KUBERNETES, "K02", "K09")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Name a Google group or one ServiceAccount.");
    return subjects(
        info,
        (binding, subject, findings) -> {
          Value name = subject.field("name");
          findings.require(
              name.isText(EVERYBODY::contains).not(), binding, name, "must not be bound");
        });
  }

  private static PolicyRule ownNamespace() {
    RuleInfo info =
        new RuleInfo(
            "binding-stays-in-its-namespace",
            "A RoleBinding names ServiceAccounts of its own Namespace only",
            "An account of another Namespace would be a door between two tenants.",
            Controls.mtb("MTB-PL1-CC-TI-2")
                .and(Catalogue.OWASP_KUBERNETES, "K02")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Use an account of the same Namespace, or offer a service over the network.");
    return subjects(
        info,
        (binding, subject, findings) -> {
          Answer scoped = Answer.of(binding.kind().equals("RoleBinding"));
          Value own = binding.at("metadata.namespace");
          Value theirs = subject.field("namespace");
          Answer account = subject.field("kind").is("ServiceAccount");
          Answer same =
              own.isUnknown() || theirs.isUnknown()
                  ? Answer.UNKNOWN
                  : Answer.of(own.text().equals(theirs.text()));
          findings.require(
              scoped.and(account).not().or(same), binding, theirs, "must be " + own.shown());
          String group = ACCOUNTS_OF + own.text().orElse("");
          Value name = subject.field("name");
          findings.require(
              scoped
                  .and(name.isText(text -> text.startsWith(ACCOUNTS_OF)))
                  .not()
                  .or(own.isUnknown() ? Answer.UNKNOWN : name.is(group)),
              binding,
              name,
              "must be " + group);
        });
  }

  private static PolicyRule people() {
    RuleInfo info =
        new RuleInfo(
            "binding-names-groups-not-people",
            "People are bound through Google groups",
            "A person who leaves stays in a binding, but not in the group.",
            Controls.cis("5.8.2")
                .and(Catalogue.GKE_MULTI_TENANCY, "Google Groups → IAM → namespace roles")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Name a subject of kind Group by the address of its Google group.");
    return subjects(
        info,
        (binding, subject, findings) -> {
          Value kind = subject.field("kind");
          findings.require(kind.is("User").not(), binding, kind, "must be Group");
          Value name = subject.field("name");
          Answer google = name.isText(text -> text.contains("@") || text.startsWith("system:"));
          findings.require(
              kind.is("Group").not().or(google), binding, name, "must be a group's address");
        });
  }

  private static PolicyRule clusterWide() {
    RuleInfo info =
        new RuleInfo(
            "cluster-role-binding-names-no-tenant",
            "No ClusterRoleBinding names an account of a tenant",
            "Its rights would hold in every other tenant's Namespace.",
            Controls.mtb("MTB-PL1-CC-CPI-1", "MTB-PL1-CC-TI-2")
                .and(Catalogue.OWASP_KUBERNETES, "K02")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Use a RoleBinding in the tenant's Namespace.");
    return subjects(
        info,
        (binding, subject, findings) -> {
          Answer everywhere = Answer.of(binding.kind().equals("ClusterRoleBinding"));
          for (Value one : List.of(subject.field("namespace"), subject.field("name"))) {
            Answer tenants =
                one.isText(
                    text ->
                        text.startsWith(ProductNames.NAMESPACE_PREFIX)
                            || text.startsWith(ACCOUNTS_OF + ProductNames.NAMESPACE_PREFIX));
            findings.require(
                everywhere.and(tenants).not(), binding, one, "must not be bound everywhere");
          }
        });
  }

  /** Looks at one item of {@code subjects}. */
  @FunctionalInterface
  private interface SubjectCheck {
    void look(Resource binding, Value subject, Findings findings);
  }

  private static PolicyRule bindings(RuleInfo info, ResourceRule.Check check) {
    return new ResourceRule(
        info, one -> List.of("RoleBinding", "ClusterRoleBinding").contains(one.kind()), check);
  }

  private static PolicyRule subjects(RuleInfo info, SubjectCheck check) {
    return bindings(
        info,
        (binding, findings) ->
            binding
                .at("subjects")
                .items()
                .forEach(subject -> check.look(binding, subject, findings)));
  }
}
