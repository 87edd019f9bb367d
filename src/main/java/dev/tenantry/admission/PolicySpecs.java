package dev.tenantry.admission;

import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.MatchConditionArgs;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.MatchResourcesArgs;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.NamedRuleWithOperationsArgs;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.ParamKindArgs;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.ValidationArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorRequirementArgs;
import dev.tenantry.kubernetes.ValidatingAdmissionPolicy;
import dev.tenantry.kubernetes.ValidatingAdmissionPolicyBinding;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A rule as the contents of its policy and of its binding. */
final class PolicySpecs {
  private PolicySpecs() {}

  static ValidatingAdmissionPolicy.Spec policy(AdmissionRule rule) {
    Scope scope = rule.scope();
    var constraints =
        MatchResourcesArgs.builder()
            .resourceRules(
                scope.resources().stream().map(matched -> resources(matched, scope)).toList())
            .build();
    var conditions =
        scope.condition().isEmpty()
            ? List.<MatchConditionArgs>of()
            : List.of(
                MatchConditionArgs.builder()
                    .name("concerned")
                    .expression(scope.condition())
                    .build());
    var spec =
        new ValidatingAdmissionPolicy.Spec(
            constraints,
            conditions,
            variables(rule),
            rule.checks().stream().map(PolicySpecs::validation).toList());
    return scope.readsQuota()
        ? spec.withParams(ParamKindArgs.builder().apiVersion("v1").kind("ResourceQuota").build())
        : spec;
  }

  static ValidatingAdmissionPolicyBinding.Spec binding(AdmissionRule rule) {
    var spec = new ValidatingAdmissionPolicyBinding.Spec(Names.admissionPolicy(rule.id()));
    if (rule.scope().tenantsOnly()) {
      spec.within(tenantNamespaces());
    }
    return rule.scope().readsQuota() ? spec.withParams(Names.TENANT_QUOTA) : spec;
  }

  private static NamedRuleWithOperationsArgs resources(Scope.Matched matched, Scope scope) {
    return NamedRuleWithOperationsArgs.builder()
        .apiGroups(matched.group())
        .apiVersions(matched.version())
        .resources(matched.plurals())
        .operations(scope.operations())
        .build();
  }

  /** Those in use only: a reader of the policy in the cluster should not search for the others. */
  private static List<ValidatingAdmissionPolicy.Variable> variables(AdmissionRule rule) {
    List<ValidatingAdmissionPolicy.Variable> used = new ArrayList<>();
    List<Scope.Variable> all = new ArrayList<>(rule.scope().variables());
    Collections.reverse(all);
    StringBuilder text = new StringBuilder(rule.checks().toString());
    for (Scope.Variable variable : all) {
      if (text.indexOf("variables." + variable.name()) >= 0) {
        used.add(0, new ValidatingAdmissionPolicy.Variable(variable.name(), variable.cel()));
        text.append(variable.cel());
      }
    }
    return used;
  }

  private static ValidationArgs validation(AdmissionRule.Check check) {
    return ValidationArgs.builder()
        .expression(check.expression())
        .message(check.message())
        .reason("Forbidden")
        .build();
  }

  private static MatchResourcesArgs tenantNamespaces() {
    return MatchResourcesArgs.builder()
        .namespaceSelector(
            LabelSelectorArgs.builder()
                .matchExpressions(
                    LabelSelectorRequirementArgs.builder()
                        .key(Labels.TENANT_ID)
                        .operator("Exists")
                        .build())
                .build())
        .build();
  }
}
