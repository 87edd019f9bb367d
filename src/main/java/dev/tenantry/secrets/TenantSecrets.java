package dev.tenantry.secrets;

import com.pulumi.gcp.secretmanager.Secret;
import com.pulumi.gcp.secretmanager.SecretIamMember;
import com.pulumi.gcp.secretmanager.SecretIamMemberArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.SecretConfig;
import dev.tenantry.config.SecretName;
import dev.tenantry.config.SecretProvider;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.VaultConfig;
import dev.tenantry.kubernetes.ExternalSecret;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.MountedSecrets;
import dev.tenantry.kubernetes.SecretStore;
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
 * A tenant's secrets: entries in Secret Manager, a grant for each reader, and what brings the
 * values into the tenant's Namespace.
 *
 * <p>Every reader has a SecretStore that reads as its own ServiceAccount, so that Google itself
 * refuses what the reader was not named for. Values are written by people or by their rotation,
 * past this program.
 */
public final class TenantSecrets extends ComponentResource {
  private static final String ACCESSOR = "roles/secretmanager.secretAccessor";

  /** Google moves the date on by itself after each reminder. */
  private static final String MOVING = "rotation.nextRotationTime";

  /** The one field of a value in Vault. */
  private static final String VAULT_FIELD = "value";

  private final String name;
  private final TenantSecretsArgs args;
  private final SecretPlan plan;
  private final Map<String, List<Resource>> grants = new TreeMap<>();
  private final Map<SecretPlan.Store, SecretStore> stores = new TreeMap<>();

  /**
   * Declares the secrets.
   *
   * @param name logical name, the tenant's own
   * @param args the tenant and what it stands on
   * @param options must carry the providers of the cluster and, for provider google, of the cloud
   */
  public TenantSecrets(String name, TenantSecretsArgs args, ComponentResourceOptions options) {
    super(TypeTokens.TENANT_SECRETS, name, options);
    this.name = name;
    this.args = args;
    this.plan = SecretPlan.of(tenant());
    tenant().secrets().forEach(this::cloudSecret);
    plan.stores().forEach(this::secretStore);
    plan.deliveries().forEach(this::externalSecret);
    registerOutputs(Map.of());
  }

  /** What the pods of each reading ServiceAccount mount, by the ServiceAccount's name. */
  public SortedMap<String, MountedSecrets> mounts() {
    return plan.mounts();
  }

  private void cloudSecret(SecretName secretName, SecretConfig secret) {
    if (secret.provider() != SecretProvider.GOOGLE) {
      return;
    }
    String id = Names.cloudSecret(tenant().name(), secretName);
    Optional<SecretRotation> rotation = secret.rotation().flatMap(any -> args.rotation());
    var options =
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(rotation.map(SecretRotation::ready).stream().toList());
    Secret entry =
        new Secret(
            id,
            CloudSecrets.entry(
                secretName,
                secret,
                tenant(),
                args.platform(),
                args.stack(),
                rotation.map(SecretRotation::topicName)),
            (rotation.isPresent() ? options.ignoreChanges(MOVING) : options).build());
    SecretPlan.accounts(secret).forEach(account -> grant(id, account, entry));
  }

  private void grant(String id, String account, Secret entry) {
    var identity = WorkloadIdentity.of(args.platform().cloud(), tenant().name(), account);
    List<Resource> before = new ArrayList<>(List.of(entry));
    Optional.ofNullable(args.googleAccounts().get(account)).ifPresent(before::add);
    grants
        .computeIfAbsent(account, none -> new ArrayList<>())
        .add(
            new SecretIamMember(
                Names.child(id, account),
                SecretIamMemberArgs.builder()
                    .project(args.platform().cloud().project().value())
                    .secretId(id)
                    .role(ACCESSOR)
                    .member(identity.member(args.platform().identity().mode()))
                    .build(),
                CustomResourceOptions.builder().parent(this).dependsOn(before).build()));
  }

  private void secretStore(SecretPlan.Store store) {
    stores.put(
        store,
        new SecretStore(
            Names.child(name, store.name()),
            metadata(store.name()).in(args.namespaceName()),
            storeSpec(store),
            after(List.of(args.accounts().get(store.account())))));
  }

  private SecretStore.Spec storeSpec(SecretPlan.Store store) {
    return switch (store.provider()) {
      case GOOGLE ->
          SecretStore.Spec.google(args.platform().cloud().project().value(), store.account());
      case VAULT -> {
        VaultConfig vault = args.platform().secrets().vault().orElseThrow();
        yield SecretStore.Spec.vault(
            vault.server().value(),
            vault.mount().value(),
            vault.authMount().value(),
            Names.vaultRole(args.stack(), tenant().name()),
            store.account());
      }
    };
  }

  private void externalSecret(SecretPlan.Delivered delivered, List<SecretName> secrets) {
    List<Resource> before = new ArrayList<>(List.of(stores.get(delivered.store())));
    before.addAll(grants.getOrDefault(delivered.store().account(), List.of()));
    new ExternalSecret(
        Names.child(name, delivered.name()),
        metadata(delivered.name()).in(args.namespaceName()),
        new ExternalSecret.Spec(
            delivered.store().name(),
            delivered.name(),
            args.platform().secrets().refreshMinutes(),
            secrets.stream().map(secret -> entry(delivered, secret)).toList()),
        after(before));
  }

  private ExternalSecret.Entry entry(SecretPlan.Delivered delivered, SecretName secret) {
    String key = delivered.key(secret);
    return switch (delivered.store().provider()) {
      case GOOGLE -> new ExternalSecret.Entry(key, Names.cloudSecret(tenant().name(), secret), "");
      case VAULT ->
          new ExternalSecret.Entry(
              key, Names.vaultPath(args.stack(), tenant().name(), secret), VAULT_FIELD);
    };
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
