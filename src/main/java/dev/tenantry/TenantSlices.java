package dev.tenantry;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.Resource;
import dev.tenantry.cloud.CloudProvider;
import dev.tenantry.config.IdentityMode;
import dev.tenantry.config.SecretProvider;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.identity.TenantIdentities;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.WorkloadIdentity;
import dev.tenantry.secrets.SecretRotation;
import dev.tenantry.secrets.TenantSecrets;
import dev.tenantry.secrets.TenantSecretsArgs;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantArgs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that one tenant has, in the cluster and in the cloud.
 *
 * <p>The cloud's provider and the topic of reminders exist only where a tenant needs them, so that
 * a stack without secrets of Google's needs no access to Google.
 */
final class TenantSlices {
  private final StackConfig stack;
  private final ProviderResource cluster;
  private final Optional<ProviderResource> cloud;
  private final Optional<SecretRotation> rotation;

  TenantSlices(StackConfig stack, ProviderResource cluster) {
    this.stack = stack;
    this.cluster = cluster;
    this.cloud = cloud();
    this.rotation = rotation();
  }

  /** Declares the tenant and returns the name of its Namespace. */
  Output<String> declare(TenantName name, TenantConfig config) {
    var args = new TenantArgs(stack.stack(), config, stack.platform());
    var options = ComponentResourceOptions.builder().provider(cluster).build();
    Tenant tenant = new Tenant(name.value(), args, options);
    if (!config.secrets().isEmpty()) {
      secrets(tenant, config, identities(tenant, config));
    } else {
      identities(tenant, config);
    }
    return tenant.namespaceName();
  }

  private SortedMap<String, Resource> identities(Tenant tenant, TenantConfig config) {
    if (!hasGoogleAccounts() || config.agents().isEmpty()) {
      return Collections.emptySortedMap();
    }
    List<WorkloadIdentity> identities =
        Names.serviceAccounts(config.agents()).stream()
            .map(one -> WorkloadIdentity.of(stack.platform().cloud(), config.name(), one))
            .toList();
    return new TenantIdentities(config.name().value(), identities, below(tenant)).accounts();
  }

  private void secrets(
      Tenant tenant, TenantConfig config, SortedMap<String, Resource> googleAccounts) {
    new TenantSecrets(
        config.name().value(),
        new TenantSecretsArgs(
            stack.stack(),
            config,
            stack.platform(),
            tenant.namespaceName(),
            tenant.namespaceResource(),
            tenant.serviceAccounts(),
            googleAccounts,
            rotation),
        below(tenant));
  }

  /** Below the tenant, so that its preview shows it and its file alone changes it. */
  private ComponentResourceOptions below(Tenant tenant) {
    List<ProviderResource> providers = new ArrayList<>(List.of(cluster));
    cloud.ifPresent(providers::add);
    return ComponentResourceOptions.builder().parent(tenant).providers(providers).build();
  }

  private Optional<ProviderResource> cloud() {
    boolean needed =
        stack.tenants().values().stream()
            .anyMatch(
                tenant ->
                    hasGoogleAccounts() && !tenant.agents().isEmpty()
                        || tenant.secrets().values().stream()
                            .anyMatch(secret -> secret.provider() == SecretProvider.GOOGLE));
    return needed
        ? Optional.of(CloudProvider.of("cloud", stack.platform().cloud()))
        : Optional.empty();
  }

  private Optional<SecretRotation> rotation() {
    boolean needed =
        stack.tenants().values().stream()
            .flatMap(tenant -> tenant.secrets().values().stream())
            .anyMatch(secret -> secret.rotation().isPresent());
    return cloud
        .filter(any -> needed)
        .map(
            provider ->
                new SecretRotation(
                    "secret-rotation",
                    stack.platform().cloud(),
                    ComponentResourceOptions.builder().provider(provider).build()));
  }

  private boolean hasGoogleAccounts() {
    return stack.platform().identity().mode() == IdentityMode.GOOGLE_SERVICE_ACCOUNT;
  }
}
