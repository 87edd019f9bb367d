package dev.tenantry.inference;

import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.Role;
import com.pulumi.kubernetes.rbac.v1.RoleArgs;
import com.pulumi.kubernetes.rbac.v1.RoleBinding;
import com.pulumi.kubernetes.rbac.v1.RoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.SubjectArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.naming.Names;
import java.util.List;

/**
 * What an endpoint picker may do: look at pods and at its own kinds, and agree on a leader. All in
 * the Namespace of the model servers.
 */
final class PickerRights {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private PickerRights() {}

  static Resource declare(
      String logicalName, String picker, ObjectMetaArgs metadata, CustomResourceOptions options) {
    Role role =
        new Role(
            Names.child(logicalName, "role"),
            RoleArgs.builder()
                .metadata(metadata)
                .rules(
                    reads("", "pods"),
                    reads("llm-d.ai", "inferenceobjectives", "inferencemodelrewrites"),
                    reads("inference.networking.k8s.io", "inferencepools"),
                    rule(
                        "coordination.k8s.io",
                        List.of("leases"),
                        "get",
                        "list",
                        "watch",
                        "create",
                        "update",
                        "patch"),
                    rule("", List.of("events"), "create", "patch"))
                .build(),
            options);
    return new RoleBinding(
        Names.child(logicalName, "binding"),
        RoleBindingArgs.builder()
            .metadata(metadata)
            .roleRef(RoleRefArgs.builder().apiGroup(RBAC).kind("Role").name(picker).build())
            .subjects(
                SubjectArgs.builder()
                    .kind("ServiceAccount")
                    .name(picker)
                    .namespace(Names.INFERENCE_NAMESPACE)
                    .build())
            .build(),
        CustomResourceOptions.merge(
            options, CustomResourceOptions.builder().dependsOn(role).build()));
  }

  private static PolicyRuleArgs reads(String group, String... resources) {
    return rule(group, List.of(resources), "get", "list", "watch");
  }

  private static PolicyRuleArgs rule(String group, List<String> resources, String... verbs) {
    return PolicyRuleArgs.builder().apiGroups(group).resources(resources).verbs(verbs).build();
  }
}
