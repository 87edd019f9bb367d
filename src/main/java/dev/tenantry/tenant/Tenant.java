package dev.tenantry.tenant;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.kubernetes.core.v1.LimitRange;
import com.pulumi.kubernetes.core.v1.LimitRangeArgs;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.core.v1.ResourceQuota;
import com.pulumi.kubernetes.core.v1.ResourceQuotaArgs;
import com.pulumi.kubernetes.core.v1.ServiceAccount;
import com.pulumi.kubernetes.core.v1.ServiceAccountArgs;
import com.pulumi.kubernetes.core.v1.ServiceAccountPatch;
import com.pulumi.kubernetes.core.v1.ServiceAccountPatchArgs;
import com.pulumi.kubernetes.core.v1.inputs.ResourceQuotaSpecArgs;
import com.pulumi.kubernetes.networking.v1.NetworkPolicy;
import com.pulumi.kubernetes.networking.v1.NetworkPolicyArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import com.pulumi.kubernetes.rbac.v1.Role;
import com.pulumi.kubernetes.rbac.v1.RoleArgs;
import com.pulumi.kubernetes.rbac.v1.RoleBinding;
import com.pulumi.kubernetes.rbac.v1.RoleBindingArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.kubernetes.FqdnNetworkPolicy;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tenant: one closed Namespace with its limits, its network isolation and its identities.
 *
 * <p>Nothing in it refers to another tenant, so that a changed tenant file changes only the URNs
 * below this component.
 */
public final class Tenant extends ComponentResource {
  @Export(
      name = "namespace",
      refs = {String.class})
  private final Output<String> namespaceName;

  private final String name;
  private final TenantArgs args;
  private final Namespace namespace;
  private final SortedMap<String, Resource> accounts = new TreeMap<>();

  /**
   * Declares the tenant.
   *
   * @param name logical name, the tenant's own
   * @param args the tenant and the cluster's facts
   * @param options must carry the cluster's provider
   */
  public Tenant(String name, TenantArgs args, ComponentResourceOptions options) {
    super(TypeTokens.TENANT, name, options);
    this.name = name;
    this.args = args;
    // Said, not read back from the Namespace: a preview then knows it before the Namespace exists.
    this.namespaceName = Output.of(Names.namespace(args.tenant().name()));
    this.namespace = namespace();
    Limits.quotas(tenant()).forEach(this::resourceQuota);
    limitRange();
    Isolation.policies(tenant(), args.platform()).forEach(this::networkPolicy);
    if (!tenant().allowedHosts().isEmpty()) {
      fqdnNetworkPolicy();
    }
    defaultServiceAccount();
    Access.accounts(tenant().agents()).forEach(this::serviceAccount);
    Access.grants(tenant().groups()).forEach(this::grant);
    registerOutputs(Map.of("namespace", namespaceName));
  }

  /** The physical name of the tenant's Namespace. */
  public Output<String> namespaceName() {
    return namespaceName;
  }

  /** The Namespace, for what is declared in it elsewhere. */
  public Resource namespaceResource() {
    return namespace;
  }

  /** The ServiceAccounts of agents and tools, by name. */
  public SortedMap<String, Resource> serviceAccounts() {
    return Collections.unmodifiableSortedMap(accounts);
  }

  private Namespace namespace() {
    return new Namespace(
        Names.child(name, "namespace"),
        NamespaceArgs.builder().metadata(TenantNetwork.namespaceMetadata(args)).build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private void resourceQuota(String quotaName, ResourceQuotaSpecArgs spec) {
    new ResourceQuota(
        Names.child(name, quotaName),
        ResourceQuotaArgs.builder()
            .metadata(metadata(quotaName, Map.of()).in(namespaceName))
            .spec(spec)
            .build(),
        inNamespace());
  }

  private void limitRange() {
    new LimitRange(
        Names.child(name, Names.TENANT_LIMITS),
        LimitRangeArgs.builder()
            .metadata(metadata(Names.TENANT_LIMITS, Map.of()).in(namespaceName))
            .spec(Limits.limitRange(tenant().limitRange()))
            .build(),
        inNamespace());
  }

  private void networkPolicy(String policyName, NetworkPolicySpecArgs spec) {
    new NetworkPolicy(
        Names.child(name, policyName),
        NetworkPolicyArgs.builder()
            .metadata(metadata(policyName, Map.of()).in(namespaceName))
            .spec(spec)
            .build(),
        inNamespace());
  }

  /** Only where it is needed: the kind exists on GKE alone. */
  private void fqdnNetworkPolicy() {
    new FqdnNetworkPolicy(
        Names.child(name, Names.EGRESS_HOSTS),
        metadata(Names.EGRESS_HOSTS, Map.of()).in(namespaceName),
        OutsideFlows.egressHosts(tenant().allowedHosts()),
        inNamespace());
  }

  /** Kubernetes creates this account itself, so only its fields are owned, by server-side apply. */
  private void defaultServiceAccount() {
    new ServiceAccountPatch(
        Names.child(name, "default-service-account"),
        ServiceAccountPatchArgs.builder()
            .metadata(metadata(Names.DEFAULT_SERVICE_ACCOUNT, Map.of()).patchIn(namespaceName))
            .automountServiceAccountToken(false)
            .build(),
        inNamespace());
  }

  private void serviceAccount(Access.Account account) {
    var metadata = metadata(account.name(), account.labels());
    accounts.put(
        account.name(),
        new ServiceAccount(
            Names.child(name, account.name()),
            ServiceAccountArgs.builder()
                .metadata(metadata.in(namespaceName, args.annotations(account.name())))
                .automountServiceAccountToken(false)
                .build(),
            inNamespace()));
  }

  private void grant(Access.Grant grant) {
    Role role = role(grant);
    if (!grant.groups().isEmpty()) {
      roleBinding(grant, role);
    }
  }

  private Role role(Access.Grant grant) {
    return new Role(
        Names.child(name, grant.role()),
        RoleArgs.builder()
            .metadata(metadata(grant.role(), Map.of()).in(namespaceName))
            .rules(grant.rules())
            .build(),
        inNamespace());
  }

  /** After its Role: who may not bind at will may refer only to a Role that exists. */
  private void roleBinding(Access.Grant grant, Role role) {
    String bindingName = Names.groupsOf(grant.role());
    new RoleBinding(
        Names.child(name, bindingName),
        RoleBindingArgs.builder()
            .metadata(metadata(bindingName, Map.of()).in(namespaceName))
            .roleRef(grant.roleRef())
            .subjects(grant.subjects())
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(namespace, role).build());
  }

  private TenantConfig tenant() {
    return args.tenant();
  }

  private Metadata metadata(String objectName, Map<String, String> more) {
    return TenantNetwork.metadata(args, objectName, more);
  }

  private CustomResourceOptions inNamespace() {
    return CustomResourceOptions.builder().parent(this).dependsOn(namespace).build();
  }
}
