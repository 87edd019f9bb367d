package dev.tenantry.admission;

import dev.tenantry.config.AdmissionConfig;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.List;
import java.util.stream.Stream;

/** Who a pod is, and who may act as it. */
final class IdentityRules {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String BEARS_IDENTITY =
      "variables.labels[?" + Cel.text(Labels.IDENTITY) + "].orValue('') == 'true'";
  private static final String DEFAULT_ACCOUNT = Cel.text(Names.DEFAULT_SERVICE_ACCOUNT);

  private IdentityRules() {}

  static List<AdmissionRule> of(AdmissionConfig config) {
    return Stream.of(pods(config), accountsAndBindings()).flatMap(List::stream).toList();
  }

  private static List<AdmissionRule> pods(AdmissionConfig config) {
    return List.of(
        AdmissionRule.of(
            "token-automount",
            "Whoever takes over a pod would find a key to the API server in it.",
            Scope.PODS,
            "CIS 5.1.6",
            "variables.spec.?automountServiceAccountToken.orValue(true) == false || "
                + BEARS_IDENTITY,
            "the pod must say automountServiceAccountToken: false, or carry the label "
                + Labels.IDENTITY
                + ": \"true\""),
        AdmissionRule.of(
            "pod-service-account",
            "All pods without an account of their own would share one identity.",
            Scope.PODS,
            "CIS 5.1.5",
            "!(variables.spec.?serviceAccountName.orValue('') in ['', " + DEFAULT_ACCOUNT + "])",
            "the pod must name a ServiceAccount other than default, such as agent-<agent>"),
        AdmissionRule.of(
            "token-audience",
            "A token for somebody else's audience lets that party act as the pod.",
            Scope.PODS,
            "this platform",
            "variables.spec.?volumes.orValue([]).all(v, v.?projected.?sources.orValue([]).all(s,"
                + " !has(s.serviceAccountToken) || s.serviceAccountToken.?audience.orValue('') in "
                + Cel.list(config.tokenAudiences())
                + " || s.serviceAccountToken.?audience.orValue('') == '' && "
                + BEARS_IDENTITY
                + "))",
            "projected tokens are available for these audiences only: "
                + Cel.words(config.tokenAudiences())),
        AdmissionRule.of(
            "ephemeral-containers",
            "A container that joins a running pod sees its memory, its files and its identity.",
            Scope.PODS,
            "this platform",
            "variables.spec.?ephemeralContainers.orValue([]).size() == 0",
            "ephemeral containers are not available to tenants: debug a copy of the pod"));
  }

  private static List<AdmissionRule> accountsAndBindings() {
    return List.of(
        AdmissionRule.of(
            "service-account-automount",
            "An account that mounts its token does so in every pod that forgets to object.",
            Scope.of(new Scope.Matched("", "v1", "serviceaccounts")),
            "CIS 5.1.6",
            // Kubernetes itself creates the default account, without the field.
            "object.?automountServiceAccountToken.orValue(object.metadata.name != "
                + DEFAULT_ACCOUNT
                + ") == false",
            "the ServiceAccount must say automountServiceAccountToken: false"),
        AdmissionRule.of(
            "token-secrets",
            "Such a token never expires and works from everywhere.",
            Scope.of(new Scope.Matched("", "v1", "secrets")),
            "CIS 5.1.6",
            "!(object.?type.orValue('') in"
                + " ['kubernetes.io/service-account-token', 'bootstrap.kubernetes.io/token'])",
            "Secrets that hold a ServiceAccount's token are not available: use Workload Identity"),
        AdmissionRule.of(
            "role-binding-subjects",
            "A binding can let another tenant, or everybody, in.",
            Scope.of(new Scope.Matched(RBAC, "v1", "rolebindings")),
            "MTB-PL2-BC-OPS-3; CIS GKE 4.1.8 to 4.1.10",
            "object.?subjects.orValue([]).all(s, s.kind == 'ServiceAccount'"
                + " ? s.?namespace.orValue('') == object.metadata.namespace"
                + " : !s.name.startsWith('system:'))",
            "a RoleBinding may name ServiceAccounts of its own Namespace, and users and groups that"
                + " do not start with system:"),
        AdmissionRule.of(
            "role-binding-role",
            "These roles write quotas, network policies and other bindings.",
            Scope.of(new Scope.Matched(RBAC, "v1", "rolebindings")),
            "CIS GKE 4.1.1; MTB-PL2-CC-TI-1",
            "object.roleRef.kind != 'ClusterRole' || !(object.roleRef.name in"
                + " ['cluster-admin', 'admin', 'edit'] ||"
                + " object.roleRef.name.startsWith('system:'))",
            "cluster-admin, admin, edit and system: roles are not available to tenants: bind a Role"
                + " of the tenant"));
  }
}
