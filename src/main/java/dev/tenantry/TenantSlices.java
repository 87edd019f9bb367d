package dev.tenantry;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.agent.TenantAgents;
import dev.tenantry.agent.TenantAgentsArgs;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.IdentityMode;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.data.TenantData;
import dev.tenantry.data.TenantDataArgs;
import dev.tenantry.identity.TenantIdentities;
import dev.tenantry.kubernetes.MountedSecrets;
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
import java.util.TreeMap;

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
    Optional<TenantSecrets> secrets =
        config.secrets().isEmpty()
            ? Optional.empty()
            : Optional.of(secrets(tenant, config, googleAccounts));
    TenantData data = data(tenant, config, googleAccounts);
    if (!config.agents().isEmpty()) {
      stack
          .platform()
          .agents()
          .filter(AgentsConfig::isDeclared)
          .ifPresent(shared -> agents(tenant, config, googleAccounts, shared, secrets, data));
    }
    return tenant.namespaceName();
  }

  private void agents(
      Tenant tenant,
      TenantConfig config,
      SortedMap<String, Resource> googleAccounts,
      AgentsConfig shared,
      Optional<TenantSecrets> secrets,
      TenantData data) {
    SortedMap<String, MountedSecrets> mounts = new TreeMap<>(data.mounts());
    secrets
        .map(TenantSecrets::mounts)
        .ifPresent(
            all -> all.forEach((account, one) -> mounts.merge(account, one, MountedSecrets::and)));
    new TenantAgents(
        config.name().value(),
        new TenantAgentsArgs(
            stack.stack(),
            config,
            stack.platform(),
            shared,
            tenant.namespaceName(),
            tenant.namespaceResource(),
            tenant.serviceAccounts(),
            googleAccounts,
            mounts,
            data.sidecars()),
        below(tenant));
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

  private TenantSecrets secrets(
      Tenant tenant, TenantConfig config, SortedMap<String, Resource> googleAccounts) {
    return new TenantSecrets(
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

  private TenantData data(
      Tenant tenant, TenantConfig config, SortedMap<String, Resource> googleAccounts) {
    return new TenantData(
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
                    stack.stack(),
                    stack.platform().cloud(),
                    ComponentResourceOptions.builder().provider(provider).build()));
  }

  private boolean hasGoogleAccounts() {
    return stack.platform().identity().mode() == IdentityMode.GOOGLE_SERVICE_ACCOUNT;
  }
}
