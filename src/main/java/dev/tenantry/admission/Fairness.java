package dev.tenantry.admission;

import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.FlowDistinguisherMethodArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.FlowSchemaSpecArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.GroupSubjectArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.LimitResponseArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.LimitedPriorityLevelConfigurationArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.NonResourcePolicyRuleArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.PolicyRulesWithSubjectsArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.PriorityLevelConfigurationReferenceArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.PriorityLevelConfigurationSpecArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.QueuingConfigurationArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.ResourcePolicyRuleArgs;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.SubjectArgs;
import dev.tenantry.config.TenantName;
import dev.tenantry.naming.Names;

/** How tenants share the API server, among themselves and with the platform. */
final class Fairness {
  /** After the control plane's own (at most 900) and before all service accounts' (9000). */
  private static final int PRECEDENCE = 1000;

  /** All tenants together; service accounts of the platform have 100 (workload-low). */
  private static final int SHARES = 20;

  /** What tenants do not use, others may; half stays, so that a tenant never starts at zero. */
  private static final int LENDABLE_PERCENT = 50;

  /** A tenant may borrow as much again as all tenants own, and no more. */
  private static final int BORROWING_PERCENT = 100;

  /** With hands of 6 out of 64 queues, two tenants share all of their queues almost never. */
  private static final int QUEUES = 64;

  private static final int HAND_SIZE = 6;
  private static final int QUEUE_LENGTH = 50;

  private Fairness() {}

  /** One level with few shares, in which requests wait instead of failing at once. */
  static PriorityLevelConfigurationSpecArgs tenants() {
    return PriorityLevelConfigurationSpecArgs.builder()
        .type("Limited")
        .limited(
            LimitedPriorityLevelConfigurationArgs.builder()
                .nominalConcurrencyShares(SHARES)
                .lendablePercent(LENDABLE_PERCENT)
                .borrowingLimitPercent(BORROWING_PERCENT)
                .limitResponse(
                    LimitResponseArgs.builder()
                        .type("Queue")
                        .queuing(
                            QueuingConfigurationArgs.builder()
                                .queues(QUEUES)
                                .handSize(HAND_SIZE)
                                .queueLengthLimit(QUEUE_LENGTH)
                                .build())
                        .build())
                .build())
        .build();
  }

  /**
   * Every request of a tenant's ServiceAccounts, each account a flow of its own.
   *
   * <p>One schema a tenant: a new tenant then adds an object and changes none.
   */
  static FlowSchemaSpecArgs requestsOf(TenantName tenant) {
    String group = "system:serviceaccounts:" + Names.namespace(tenant);
    return FlowSchemaSpecArgs.builder()
        .matchingPrecedence(PRECEDENCE)
        .priorityLevelConfiguration(
            PriorityLevelConfigurationReferenceArgs.builder()
                .name(Names.TENANT_PRIORITY_LEVEL)
                .build())
        .distinguisherMethod(FlowDistinguisherMethodArgs.builder().type("ByUser").build())
        .rules(
            PolicyRulesWithSubjectsArgs.builder()
                .subjects(
                    SubjectArgs.builder()
                        .kind("Group")
                        .group(GroupSubjectArgs.builder().name(group).build())
                        .build())
                .resourceRules(
                    ResourcePolicyRuleArgs.builder()
                        .verbs("*")
                        .apiGroups("*")
                        .resources("*")
                        .clusterScope(true)
                        .namespaces("*")
                        .build())
                .nonResourceRules(
                    NonResourcePolicyRuleArgs.builder().verbs("*").nonResourceURLs("*").build())
                .build())
        .build();
  }
}
