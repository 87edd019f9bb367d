package dev.tenantry.admission;

import com.pulumi.kubernetes.scheduling.v1.PriorityClass;
import com.pulumi.kubernetes.scheduling.v1.PriorityClassArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.Tier;
import dev.tenantry.kubernetes.FlowSchema;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.PriorityLevelConfiguration;
import dev.tenantry.kubernetes.ValidatingAdmissionPolicy;
import dev.tenantry.kubernetes.ValidatingAdmissionPolicyBinding;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.Map;

/**
 * The rules of a cluster: what its API server refuses in every tenant's Namespace, and how tenants
 * share it.
 *
 * <p>One per stack. Everything in it is cluster-wide; only a FlowSchema refers to a tenant.
 */
public final class AdmissionPolicies extends ComponentResource {
  /** Steps between the tiers leave room for classes in between. */
  private static final int PRIORITY_STEP = 1000;

  private final String name;
  private final AdmissionArgs args;

  /**
   * Declares the rules.
   *
   * @param name logical name
   * @param args what the platform allows, and its tenants
   * @param options must carry the cluster's provider
   */
  public AdmissionPolicies(String name, AdmissionArgs args, ComponentResourceOptions options) {
    super(TypeTokens.ADMISSION_POLICIES, name, options);
    this.name = name;
    this.args = args;
    AdmissionRules.of(args.config()).forEach(this::policy);
    for (Tier tier : Tier.values()) {
      priorityClass(tier);
    }
    var level = priorityLevel();
    args.tenants().forEach(tenant -> flowSchema(tenant, level));
    registerOutputs(Map.of());
  }

  private void policy(AdmissionRule rule) {
    String physical = Names.admissionPolicy(rule.id());
    var policy =
        new ValidatingAdmissionPolicy(
            Names.child(name, rule.id()),
            metadata(physical, Map.of()).clusterScoped(),
            PolicySpecs.policy(rule),
            child().build());
    new ValidatingAdmissionPolicyBinding(
        Names.child(name, rule.id()),
        metadata(physical, Map.of()).clusterScoped(),
        PolicySpecs.binding(rule),
        child().dependsOn(policy).build());
  }

  /** A tenant's pods wait for room and never evict another tenant's. */
  private void priorityClass(Tier tier) {
    new PriorityClass(
        Names.child(name, Names.priorityClass(tier)),
        PriorityClassArgs.builder()
            .metadata(metadata(Names.priorityClass(tier), Map.of()).clusterScoped())
            .value((tier.ordinal() + 1) * PRIORITY_STEP)
            .preemptionPolicy("Never")
            .globalDefault(false)
            .description("Pods of tenants of tier " + tier.label())
            .build(),
        child().build());
  }

  private PriorityLevelConfiguration priorityLevel() {
    return new PriorityLevelConfiguration(
        Names.child(name, "priority-level"),
        metadata(Names.TENANT_PRIORITY_LEVEL, Map.of()).clusterScoped(),
        Fairness.tenants(),
        child().build());
  }

  /** Named after the tenant, so that a preview of one tenant shows only its own names. */
  private void flowSchema(TenantName tenant, PriorityLevelConfiguration level) {
    new FlowSchema(
        Names.child(tenant.value(), "flow-schema"),
        metadata(Names.flowSchema(tenant), Map.of(Labels.TENANT_ID, tenant.value()))
            .clusterScoped(),
        Fairness.requestsOf(tenant),
        child().dependsOn(level).build());
  }

  private Metadata metadata(String objectName, Map<String, String> labels) {
    return new Metadata(objectName, args.stack(), labels);
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(this);
  }
}
