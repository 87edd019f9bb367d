package dev.tenantry;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.IdentityMode;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.data.TenantData;
import dev.tenantry.data.TenantDataArgs;
import dev.tenantry.identity.TenantIdentities;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.WorkloadIdentity;
import dev.tenantry.secrets.SecretRotation;
import dev.tenantry.secrets.TenantSecrets;
import dev.tenantry.secrets.TenantSecretsArgs;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantArgs;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that one tenant has, in the cluster and in the cloud.
 *
 * <p>The topic of reminders exists only where a tenant needs it.
 */
final class TenantSlices {
  private final StackConfig stack;
  private final StackProviders providers;
  private final List<Resource> dataPlane;
  private final Optional<SecretRotation> rotation;

  /**
   * Prepares what all tenants have in common.
   *
   * @param dataPlane what tenants' databases wait for
   */
  TenantSlices(StackConfig stack, StackProviders providers, List<Resource> dataPlane) {
    this.stack = stack;
    this.providers = providers;
    this.dataPlane = List.copyOf(dataPlane);
    this.rotation = rotation();
  }

  /** Declares the tenant and returns the name of its Namespace. */
  Output<String> declare(TenantName name, TenantConfig config) {
    var args = new TenantArgs(stack.stack(), config, stack.platform());
    var options = ComponentResourceOptions.builder().provider(providers.cluster()).build();
    Tenant tenant = new Tenant(name.value(), args, options);
    SortedMap<String, Resource> googleAccounts = identities(tenant, config);
    if (!config.secrets().isEmpty()) {
      secrets(tenant, config, googleAccounts);
    }
    data(tenant, config, googleAccounts);
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

  private void data(
      Tenant tenant, TenantConfig config, SortedMap<String, Resource> googleAccounts) {
    new TenantData(
        config.name().value(),
        new TenantDataArgs(
            stack.stack(),
            config,
            stack.platform(),
            tenant.namespaceName(),
            tenant.namespaceResource(),
            tenant.serviceAccounts(),
            googleAccounts,
            dataPlane),
        below(tenant));
  }

  /** Below the tenant, so that its preview shows it and its file alone changes it. */
  private ComponentResourceOptions below(Tenant tenant) {
    return providers.options().parent(tenant).build();
  }

  private Optional<SecretRotation> rotation() {
    boolean needed =
        stack.tenants().values().stream()
            .flatMap(tenant -> tenant.secrets().values().stream())
            .anyMatch(secret -> secret.rotation().isPresent());
    return providers
        .cloud()
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
