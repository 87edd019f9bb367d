package dev.tenantry.data;

import com.pulumi.core.Output;
import com.pulumi.gcp.serviceaccount.IAMMember;
import com.pulumi.gcp.serviceaccount.IAMMemberArgs;
import com.pulumi.kubernetes.apps.v1.Deployment;
import com.pulumi.kubernetes.apps.v1.DeploymentArgs;
import com.pulumi.kubernetes.apps.v1.inputs.DeploymentSpecArgs;
import com.pulumi.kubernetes.apps.v1.inputs.DeploymentStrategyArgs;
import com.pulumi.kubernetes.batch.v1.Job;
import com.pulumi.kubernetes.batch.v1.JobArgs;
import com.pulumi.kubernetes.batch.v1.inputs.JobSpecArgs;
import com.pulumi.kubernetes.core.v1.ServiceAccount;
import com.pulumi.kubernetes.core.v1.ServiceAccountArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodTemplateSpecArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.networking.v1.NetworkPolicy;
import com.pulumi.kubernetes.networking.v1.NetworkPolicyArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import com.pulumi.kubernetes.rbac.v1.Role;
import com.pulumi.kubernetes.rbac.v1.RoleArgs;
import com.pulumi.kubernetes.rbac.v1.RoleBinding;
import com.pulumi.kubernetes.rbac.v1.RoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.SubjectArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.ServiceAccountEmail;
import dev.tenantry.kubernetes.CustomResourceDefinition;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.naming.WorkloadIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What makes and removes tenants' databases: the kind that asks for one, the migrations of the
 * schema, and the provisioner.
 *
 * <p>With runner {@code local} only the kind: the local environment runs the other two.
 */
public final class DataPlane extends ComponentResource {
  private static final String USER_ROLE = "roles/iam.workloadIdentityUser";
  private static final String RBAC = "rbac.authorization.k8s.io";

  /** A Job that failed stays failed: the next update must start another one in its place. */
  private static final String REPLACE_UNREADY = "pulumi.com/replaceUnready";

  /** A migration that fails thrice fails always. */
  private static final int RETRIES = 2;

  /** A migration that waits longer than 15 minutes waits for a lock that nobody gives back. */
  private static final int DEADLINE_SECONDS = 900;

  private final String name;
  private final DataPlaneArgs args;
  private final List<Resource> ready = new ArrayList<>();

  /**
   * Declares the data plane.
   *
   * @param name logical name
   * @param args the database and the Namespace
   * @param options must carry the cluster's provider and, for runner cluster, the cloud's
   */
  public DataPlane(String name, DataPlaneArgs args, ComponentResourceOptions options) {
    super(TypeTokens.DATA_PLANE, name, options);
    this.name = name;
    this.args = args;
    this.ready.add(definition());
    args.cluster().ifPresent(this::inCluster);
    registerOutputs(Map.of());
  }

  /**
   * What a TenantDatabase must wait for, and must be gone before: without the provisioner nothing
   * would make its data, and nothing would remove it.
   */
  public List<Resource> ready() {
    return List.copyOf(ready);
  }

  private Resource definition() {
    return new CustomResourceDefinition(
        Names.child(name, "definition"),
        metadata(DataNames.TENANT_DATABASE_KIND).clusterScoped(),
        DatabaseKind.spec(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private void inCluster(ClusterDatabase database) {
    List<Resource> policies = new ArrayList<>();
    DataNetwork.policies(args.platform())
        .forEach((policy, spec) -> policies.add(networkPolicy(policy, spec)));
    List<Resource> migrator = identity(DataNames.MIGRATOR, database.migrator());
    migrator.addAll(policies);
    migrator.addAll(args.server());
    Resource migrated = migration(database, migrator);
    List<Resource> provisioner = identity(DataNames.PROVISIONER, database.provisioner());
    provisioner.addAll(policies);
    provisioner.addAll(ready);
    provisioner.add(rights());
    provisioner.add(migrated);
    ready.add(migrated);
    ready.add(provisioner(database, provisioner));
  }

  private Resource networkPolicy(String policy, NetworkPolicySpecArgs spec) {
    return new NetworkPolicy(
        Names.child(name, policy),
        NetworkPolicyArgs.builder().metadata(in(policy)).spec(spec).build(),
        after(List.of()));
  }

  /** A ServiceAccount that acts as a Google service account, by which it signs in. */
  private List<Resource> identity(String account, ServiceAccountEmail email) {
    var identity = new WorkloadIdentity(args.platform().cloud(), Names.DATA_NAMESPACE, account);
    Resource user =
        new IAMMember(
            Names.child(name, account + "-user"),
            IAMMemberArgs.builder()
                .serviceAccountId(
                    "projects/" + email.project() + "/serviceAccounts/" + email.value())
                .role(USER_ROLE)
                .member(identity.poolMember())
                .build(),
            CustomResourceOptions.builder().parent(this).dependsOn(args.server()).build());
    Resource serviceAccount =
        new ServiceAccount(
            Names.child(name, account),
            ServiceAccountArgs.builder()
                .metadata(
                    metadata(account)
                        .in(
                            Output.of(Names.DATA_NAMESPACE),
                            Map.of(WorkloadIdentity.ANNOTATION, email.value())))
                .automountServiceAccountToken(false)
                .build(),
            after(List.of()));
    return new ArrayList<>(List.of(user, serviceAccount));
  }

  private Resource migration(ClusterDatabase database, List<Resource> before) {
    String job = DataNames.migration(args.migrations());
    return new Job(
        Names.child(name, job),
        JobArgs.builder()
            .metadata(
                metadata(job).in(Output.of(Names.DATA_NAMESPACE), Map.of(REPLACE_UNREADY, "true")))
            .spec(
                JobSpecArgs.builder()
                    .backoffLimit(RETRIES)
                    .activeDeadlineSeconds(DEADLINE_SECONDS)
                    // No ttlSecondsAfterFinished: a Job that vanishes would be run again.
                    .template(
                        template(
                            DataNames.MIGRATOR, DataPods.migrator(database, args.migrations())))
                    .build())
            .build(),
        // A Job cannot change: a new image with the same migrations has nothing to do.
        CustomResourceOptions.merge(
            after(before), CustomResourceOptions.builder().ignoreChanges("spec").build()));
  }

  /** TenantDatabases of this Namespace; no Secret of any, and no other kind. */
  private Resource rights() {
    Role role =
        new Role(
            Names.child(name, "provisioner-role"),
            RoleArgs.builder()
                .metadata(in(DataNames.PROVISIONER))
                .rules(
                    // The finalizer is a field of the object itself, hence update and patch.
                    rule("tenantdatabases", "get", "list", "watch", "update", "patch"),
                    rule("tenantdatabases/status", "get", "update", "patch"),
                    rule("tenantdatabases/finalizers", "update"))
                .build(),
            after(List.of()));
    return new RoleBinding(
        Names.child(name, "provisioner-binding"),
        RoleBindingArgs.builder()
            .metadata(in(DataNames.PROVISIONER))
            .roleRef(
                RoleRefArgs.builder()
                    .apiGroup(RBAC)
                    .kind("Role")
                    .name(DataNames.PROVISIONER)
                    .build())
            .subjects(
                SubjectArgs.builder()
                    .kind("ServiceAccount")
                    .name(DataNames.PROVISIONER)
                    .namespace(Names.DATA_NAMESPACE)
                    .build())
            .build(),
        after(List.of(role)));
  }

  private static PolicyRuleArgs rule(String resource, String... verbs) {
    return PolicyRuleArgs.builder()
        .apiGroups("data.tenantry.dev")
        .resources(resource)
        .verbs(verbs)
        .build();
  }

  private Resource provisioner(ClusterDatabase database, List<Resource> before) {
    Map<String, String> labels = Map.of(Labels.APP, DataNames.PROVISIONER);
    return new Deployment(
        Names.child(name, "provisioner"),
        DeploymentArgs.builder()
            .metadata(in(DataNames.PROVISIONER))
            .spec(
                DeploymentSpecArgs.builder()
                    .replicas(1)
                    // Two at once would each make a password, and one of them would be wrong.
                    .strategy(DeploymentStrategyArgs.builder().type("Recreate").build())
                    .selector(LabelSelectorArgs.builder().matchLabels(labels).build())
                    .template(template(DataNames.PROVISIONER, DataPods.provisioner(database)))
                    .build())
            .build(),
        after(before));
  }

  private static PodTemplateSpecArgs template(String app, PodSpecArgs spec) {
    return PodTemplateSpecArgs.builder()
        .metadata(ObjectMetaArgs.builder().labels(Map.of(Labels.APP, app)).build())
        .spec(spec)
        .build();
  }

  private ObjectMetaArgs in(String objectName) {
    return metadata(objectName).in(Output.of(Names.DATA_NAMESPACE));
  }

  private Metadata metadata(String objectName) {
    return new Metadata(objectName, args.stack(), Map.of());
  }

  private CustomResourceOptions after(List<Resource> more) {
    List<Resource> before = new ArrayList<>(List.of(args.namespace()));
    before.addAll(more);
    return CustomResourceOptions.builder().parent(this).dependsOn(before).build();
  }
}
