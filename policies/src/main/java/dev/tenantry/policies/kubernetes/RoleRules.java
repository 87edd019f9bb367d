package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a Role may give.
 *
 * <p>A wildcard is the business of one rule; the others look for names that are written out.
 */
final class RoleRules {
  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  /** What bounds and separates tenants inside of their own Namespaces. */
  private static final Set<String> FENCES =
      Set.of(
          "resourcequotas",
          "limitranges",
          "networkpolicies",
          "fqdnnetworkpolicies",
          "roles",
          "rolebindings",
          "serviceaccounts",
          "secretstores",
          "namespaces");

  /** What belongs to the whole cluster: Multi-Tenancy Benchmarks CPI-1, and admission. */
  private static final Set<String> OF_THE_CLUSTER =
      Set.of(
          "nodes",
          "persistentvolumes",
          "customresourcedefinitions",
          "apiservices",
          "clusterroles",
          "clusterrolebindings",
          "certificatesigningrequests",
          "certificatesigningrequests/approval",
          "validatingwebhookconfigurations",
          "mutatingwebhookconfigurations",
          "validatingadmissionpolicies",
          "validatingadmissionpolicybindings",
          "mutatingadmissionpolicies",
          "mutatingadmissionpolicybindings",
          "priorityclasses",
          "runtimeclasses",
          "storageclasses");

  private static final Set<String> INSIDE_OF_PODS =
      Set.of(
          "pods/exec",
          "pods/attach",
          "pods/portforward",
          "pods/proxy",
          "pods/ephemeralcontainers",
          "services/proxy",
          "nodes/proxy");

  /** Looks at one item of {@code rules}. */
  @FunctionalInterface
  private interface GrantCheck {
    void look(Resource role, Value grant, Findings findings);
  }

  private RoleRules() {}

  static List<PolicyRule> all() {
    return List.of(
        wildcard(),
        secrets(),
        escalation(),
        insideOfPods(),
        tokens(),
        fences(),
        cluster(),
        joins());
  }

  private static PolicyRule wildcard() {
    RuleInfo info =
        new RuleInfo(
            "role-has-no-wildcard",
            "No Role grants a wildcard",
            "It grants what is added tomorrow too, secrets and impersonation among it.",
            Controls.cis("4.1.3")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL2-CC-TI-1")
                .and(Catalogue.OWASP_KUBERNETES, "K02")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Write out API groups, resources and verbs.");
    return grants(
        info,
        (role, grant, findings) -> {
          for (String list : List.of("apiGroups", "resources", "verbs", "nonResourceURLs")) {
            for (Value one : grant.field(list).items()) {
              findings.require(
                  one.isText(text -> text.contains("*")).not(), role, one, "must be written out");
            }
          }
        });
  }

  private static PolicyRule secrets() {
    RuleInfo info =
        new RuleInfo(
            "role-reads-no-secrets",
            "No Role gives access to Secrets",
            "Who lists the Secrets of a Namespace is everybody in it.",
            Controls.cis("4.1.2").and(Catalogue.OWASP_KUBERNETES, "K02", "K03").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove secrets; pods get theirs from an ExternalSecret, mounted.");
    return grants(
        info, (role, grant, findings) -> refuse(role, grant, "secrets"::equals, findings));
  }

  private static PolicyRule escalation() {
    RuleInfo info =
        new RuleInfo(
            "role-cannot-become-more",
            "No Role grants escalate, bind or impersonate",
            "With one of these verbs its holder gives himself every other right.",
            Controls.cis("4.1.7")
                .and(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL2-CC-TI-1")
                .and(Catalogue.OWASP_KUBERNETES, "K02")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Remove the verb.");
    Set<String> verbs = Set.of("escalate", "bind", "impersonate");
    return grants(
        info,
        (role, grant, findings) -> {
          for (Value verb : grant.field("verbs").items()) {
            findings.require(verb.isText(verbs::contains).not(), role, verb, "must not be granted");
          }
        });
  }

  private static PolicyRule insideOfPods() {
    RuleInfo info =
        new RuleInfo(
            "role-stays-out-of-pods",
            "No Role opens a way into running containers",
            "exec, attach, port-forward and proxies act with the pod's identity and data, past"
                + " every NetworkPolicy and every log of the agent.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K02")
                .and(Catalogue.OWASP_LLM, "LLM05")
                .and(Catalogue.OWASP_AGENTIC, "ASI05")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove the subresource; read logs, or debug a copy of the pod.");
    return grants(
        info, (role, grant, findings) -> refuse(role, grant, INSIDE_OF_PODS::contains, findings));
  }

  private static PolicyRule tokens() {
    RuleInfo info =
        new RuleInfo(
            "role-makes-no-tokens",
            "No Role makes tokens of ServiceAccounts",
            "Who makes a token of an account has all rights of that account.",
            Controls.of(Catalogue.MULTI_TENANCY_BENCHMARK, "MTB-PL2-CC-TI-1")
                .and(Catalogue.OWASP_KUBERNETES, "K02", "K09")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove serviceaccounts/token.");
    return grants(
        info,
        (role, grant, findings) -> refuse(role, grant, "serviceaccounts/token"::equals, findings));
  }

  private static PolicyRule fences() {
    RuleInfo info =
        new RuleInfo(
            "tenant-role-leaves-fences-alone",
            "No Role of a tenant changes quotas, network policies, roles, accounts or stores",
            "The tenant would lift its own limits, or its separation from the others.",
            Controls.mtb("MTB-PL1-BC-CPI-2", "MTB-PL1-CC-TI-1", "MTB-PL2-CC-TI-1")
                .and(Catalogue.OWASP_KUBERNETES, "K02")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Grant get, list and watch only; changes go through the tenant's file.");
    return grants(
        info,
        (role, grant, findings) -> {
          Answer writes = grant.field("verbs").any(verb -> verb.isText(WRITES::contains));
          for (Value one : grant.field("resources").items()) {
            Answer fence = one.isText(FENCES::contains);
            findings.require(
                TenantNames.owns(role).and(writes).and(fence).not(),
                role,
                one,
                "must not be writable for a tenant");
          }
        });
  }

  private static PolicyRule cluster() {
    RuleInfo info =
        new RuleInfo(
            "role-leaves-the-cluster-alone",
            "No Role changes what belongs to the whole cluster",
            "Nodes, admission, classes and kinds are shared: a change there reaches every tenant.",
            Controls.mtb("MTB-PL1-CC-CPI-1").and(Catalogue.OWASP_KUBERNETES, "K02", "K04").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Grant get, list and watch only, or nothing.");
    return grants(
        info,
        (role, grant, findings) -> {
          Answer writes = grant.field("verbs").any(verb -> verb.isText(WRITES::contains));
          for (Value one : grant.field("resources").items()) {
            Answer shared = one.isText(OF_THE_CLUSTER::contains);
            findings.require(writes.and(shared).not(), role, one, "must not be writable");
          }
        });
  }

  private static PolicyRule joins() {
    RuleInfo info =
        new RuleInfo(
            "cluster-role-joins-no-other",
            "No ClusterRole adds itself to admin, edit or view, or collects others",
            "Its rights reach everybody who has the built-in role, with no binding that says so.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K02").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Remove aggregationRule and the aggregate-to-… labels, and bind the role.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("ClusterRole"),
        (role, findings) -> {
          Value collects = role.at("aggregationRule");
          findings.require(collects.exists().not(), role, collects, "must be left out");
          role.at("metadata.labels")
              .fields()
              .forEach(
                  (key, value) ->
                      findings.require(
                          Answer.of(key.startsWith("rbac.authorization.k8s.io/aggregate-to-"))
                              .not(),
                          role,
                          value,
                          "must be left out"));
        });
  }

  private static PolicyRule grants(RuleInfo info, GrantCheck check) {
    return new ResourceRule(
        info,
        one -> List.of("Role", "ClusterRole").contains(one.kind()),
        (role, findings) ->
            role.at("rules").items().forEach(grant -> check.look(role, grant, findings)));
  }

  private static void refuse(
      Resource role, Value grant, Predicate<String> refused, Findings findings) {
    for (Value one : grant.field("resources").items()) {
      findings.require(one.isText(refused).not(), role, one, "must not be granted");
    }
  }
}
