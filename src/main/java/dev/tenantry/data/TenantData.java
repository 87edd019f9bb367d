package dev.tenantry.data;

import com.pulumi.core.Output;
import com.pulumi.gcp.secretmanager.Secret;
import com.pulumi.gcp.secretmanager.SecretArgs;
import com.pulumi.gcp.secretmanager.SecretIamMember;
import com.pulumi.gcp.secretmanager.SecretIamMemberArgs;
import com.pulumi.gcp.storage.Bucket;
import com.pulumi.gcp.storage.BucketIAMMember;
import com.pulumi.gcp.storage.BucketIAMMemberArgs;
import com.pulumi.kubernetes.core.v1.PersistentVolumeClaim;
import com.pulumi.kubernetes.core.v1.PersistentVolumeClaimArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.cloud.SecretReplicas;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.DataConfig;
import dev.tenantry.config.DatabasePerTenant;
import dev.tenantry.config.DeletionPolicy;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.SharedRls;
import dev.tenantry.config.SqliteSidecar;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.VolumeConfig;
import dev.tenantry.kubernetes.ExternalSecret;
import dev.tenantry.kubernetes.LitestreamSidecar;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.MountedSecrets;
import dev.tenantry.kubernetes.SecretStore;
import dev.tenantry.kubernetes.TenantDatabase;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.naming.WorkloadIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tenant's data: a login with its rows or database and the credential for it, or a volume and a
 * bucket for each agent.
 *
 * <p>The provisioner makes the password, past this program. Grants name the tenant's own principals
 * on the tenant's own resources, one by one.
 */
public final class TenantData extends ComponentResource {
  private static final String ACCESSOR = "roles/secretmanager.secretAccessor";

  /** Adds, lists and disables versions; reads none. */
  private static final String VERSION_MANAGER = "roles/secretmanager.secretVersionManager";

  /** Reads, writes and deletes the objects of a bucket, and nothing of the bucket itself. */
  private static final String OBJECT_USER = "roles/storage.objectUser";

  private final String name;
  private final TenantDataArgs args;
  private final SortedMap<String, MountedSecrets> mounts = new TreeMap<>();
  private final SortedMap<AgentName, LitestreamSidecar> sidecars = new TreeMap<>();

  /**
   * Declares the data.
   *
   * @param name logical name, the tenant's own
   * @param args the tenant and what it stands on
   * @param options must carry the cluster's provider, and the cloud's unless the mode needs none
   */
  public TenantData(String name, TenantDataArgs args, ComponentResourceOptions options) {
    super(TypeTokens.TENANT_DATA, name, options);
    this.name = name;
    this.args = args;
    DataConfig data = tenant().data();
    if (data instanceof SharedRls shared) {
      postgres(shared, "SharedRls");
    } else if (data instanceof DatabasePerTenant own) {
      postgres(own, "DatabasePerTenant");
    } else if (data instanceof SqliteSidecar sqlite) {
      tenant().agents().keySet().forEach(agent -> sqlite(agent, sqlite));
    }
    registerOutputs(Map.of());
  }

  /** What the pods of each ServiceAccount mount, by its name; empty for mode sqlite. */
  public SortedMap<String, MountedSecrets> mounts() {
    return new TreeMap<>(mounts);
  }

  /** What the pods of each agent add for its SQLite file; empty for the other modes. */
  public SortedMap<AgentName, LitestreamSidecar> sidecars() {
    return new TreeMap<>(sidecars);
  }

  private void postgres(DataConfig data, String mode) {
    if (args.platform().database() instanceof ClusterDatabase database) {
      Secret entry = entry();
      Map<String, Resource> readers = new TreeMap<>();
      args.accounts().keySet().forEach(account -> readers.put(account, reader(account, entry)));
      Resource writer =
          member(
              DataNames.PROVISIONER,
              VERSION_MANAGER,
              "serviceAccount:" + database.provisioner(),
              List.of(entry));
      Map<String, Object> credential = TenantDatabase.inGoogle(args.project(), credentialId());
      Resource made = tenantDatabase(data, mode, credential, List.of(writer));
      readers.forEach((account, grant) -> delivery(account, List.of(grant, made)));
    } else {
      String namespace = Names.namespace(tenant().name());
      tenantDatabase(
          data, mode, TenantDatabase.inKubernetes(namespace, DataNames.DATABASE_SECRET), List.of());
      var mounted = new MountedSecrets(List.of(DataNames.DATABASE_SECRET), List.of());
      args.accounts().keySet().forEach(account -> mounts.put(account, mounted));
    }
  }

  private Resource tenantDatabase(
      DataConfig data, String mode, Map<String, Object> credential, List<Resource> more) {
    List<Resource> before = new ArrayList<>(args.dataPlane());
    before.addAll(more);
    return new TenantDatabase(
        Names.child(name, "database"),
        metadata(DataNames.tenantDatabase(tenant().name()))
            .in(Output.of(Names.DATA_NAMESPACE), TenantDatabase.AWAITED),
        new TenantDatabase.Spec(
            new TenantDatabase.Whose(
                tenant().name().value(), args.id().toString(), tenant().tier().label()),
            mode,
            data.postgresConnections(),
            switch (data.deletionPolicy()) {
              case RETAIN -> "Retain";
              case DELETE -> "Delete";
            },
            credential),
        after(before));
  }

  private Secret entry() {
    return new Secret(
        credentialId(),
        SecretArgs.builder()
            .secretId(credentialId())
            .project(args.project())
            .labels(CloudLabels.of(tenant(), args.stack()))
            .replication(SecretReplicas.of(args.platform()))
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private Resource reader(String account, Secret entry) {
    List<Resource> before = new ArrayList<>(List.of(entry));
    Optional.ofNullable(args.googleAccounts().get(account)).ifPresent(before::add);
    return member(account, ACCESSOR, principal(account), before);
  }

  private Resource member(String who, String role, String member, List<Resource> before) {
    return new SecretIamMember(
        Names.child(credentialId(), who),
        SecretIamMemberArgs.builder()
            .project(args.project())
            .secretId(credentialId())
            .role(role)
            .member(member)
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(before).build());
  }

  /** After the TenantDatabase: before it there is no value to bring into the cluster. */
  private void delivery(String account, List<Resource> before) {
    String object = DataNames.databaseSecret(account);
    SecretStore store =
        new SecretStore(
            Names.child(name, object + "-store"),
            metadata(object).in(args.namespaceName()),
            SecretStore.Spec.google(args.project(), account),
            after(List.of(args.accounts().get(account))));
    List<Resource> all = new ArrayList<>(before);
    all.add(store);
    new ExternalSecret(
        Names.child(name, object),
        metadata(object).in(args.namespaceName()),
        new ExternalSecret.Spec(
            object,
            object,
            args.platform().secrets().refreshMinutes(),
            List.of(new ExternalSecret.Entry(DataNames.DATABASE_PASSWORD, credentialId(), ""))),
        after(all));
    mounts.put(account, new MountedSecrets(List.of(object), List.of()));
  }

  private void sqlite(AgentName agent, SqliteSidecar sqlite) {
    claim(agent, sqlite.volume(), sqlite.deletionPolicy());
    bucket(agent, sqlite.deletionPolicy());
    PinnedImage image = args.platform().data().sqliteImage().orElseThrow();
    sidecars.put(
        agent,
        new LitestreamSidecar(
            image, DataNames.sqliteClaim(agent), DataNames.sqliteBucket(args.id(), agent)));
  }

  /** Not awaited: a volume of most classes is made when the first pod asks for it. */
  private void claim(AgentName agent, VolumeConfig volume, DeletionPolicy deletion) {
    String object = DataNames.sqliteClaim(agent);
    new PersistentVolumeClaim(
        Names.child(name, object),
        PersistentVolumeClaimArgs.builder()
            .metadata(
                metadata(object)
                    .in(
                        args.namespaceName(),
                        // The second one outlives the tenant's file; the orphans verb reads it.
                        Map.of(
                            "pulumi.com/skipAwait",
                            "true",
                            DataNames.DELETION_POLICY,
                            deletion.label())))
            .spec(SqliteStorage.claim(volume))
            .build(),
        kept(deletion, after(List.of())));
  }

  private void bucket(AgentName agent, DeletionPolicy deletion) {
    String account = Names.serviceAccount(agent);
    String logicalName = Names.child(name, account + "-bucket");
    Bucket bucket =
        new Bucket(
            logicalName,
            SqliteStorage.bucket(agent, deletion, args),
            kept(deletion, CustomResourceOptions.builder().parent(this).build()));
    List<Resource> before = new ArrayList<>(List.of(bucket));
    Optional.ofNullable(args.googleAccounts().get(account)).ifPresent(before::add);
    new BucketIAMMember(
        Names.child(logicalName, "user"),
        BucketIAMMemberArgs.builder()
            .bucket(DataNames.sqliteBucket(args.id(), agent))
            .role(OBJECT_USER)
            .member(principal(account))
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(before).build());
  }

  private static CustomResourceOptions kept(
      DeletionPolicy deletion, CustomResourceOptions options) {
    return switch (deletion) {
      case RETAIN ->
          CustomResourceOptions.merge(
              options, CustomResourceOptions.builder().retainOnDelete(true).build());
      case DELETE -> options;
    };
  }

  private String principal(String account) {
    return WorkloadIdentity.of(args.platform().cloud(), tenant().name(), account)
        .member(args.platform().identity().mode());
  }

  private String credentialId() {
    return DataNames.cloudCredential(tenant().name());
  }

  private CustomResourceOptions after(List<Resource> more) {
    List<Resource> before = new ArrayList<>(List.of(args.namespace()));
    before.addAll(more);
    return CustomResourceOptions.builder().parent(this).dependsOn(before).build();
  }

  private Metadata metadata(String objectName) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(Labels.TENANT_ID, tenant().name().value());
    labels.put(Labels.TIER, tenant().tier().label());
    labels.put(Labels.COST_CENTRE, tenant().costCentre().value());
    labels.put(Labels.RING, tenant().ring().label());
    return new Metadata(objectName, args.stack(), labels);
  }

  private TenantConfig tenant() {
    return args.tenant();
  }
}
