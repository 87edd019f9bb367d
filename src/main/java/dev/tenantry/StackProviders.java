package dev.tenantry;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ProviderResource;
import dev.tenantry.cloud.CloudProvider;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.DataMode;
import dev.tenantry.config.IdentityMode;
import dev.tenantry.config.SecretProvider;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.kubernetes.ClusterProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The providers of a stack.
 *
 * <p>The cloud's exists only where something needs it, so that a stack without anything of Google's
 * needs no access to Google.
 *
 * @param cluster the cluster's
 * @param cloud the cloud's
 * @param declared the cluster, if the stack declares it
 */
record StackProviders(
    ProviderResource cluster, Optional<ProviderResource> cloud, Optional<ClusterSlice> declared) {
  static StackProviders of(StackConfig stack) {
    String context = stack.platform().cluster().context().toString();
    Optional<ProviderResource> cloud =
        needsCloud(stack)
            ? Optional.of(CloudProvider.of("cloud", stack.platform().cloud()))
            : Optional.empty();
    Optional<ClusterSlice> declared = ClusterSlice.of(stack, cloud);
    ProviderResource cluster =
        declared
            .map(slice -> slice.provider("cluster", context))
            .orElseGet(() -> new ClusterProvider("cluster", context));
    return new StackProviders(cluster, cloud, declared);
  }

  private static boolean needsCloud(StackConfig stack) {
    return stack.platform().gke().isPresent()
        || stack.platform().database() instanceof ClusterDatabase
        || stack.platform().servedModels().values().stream()
            .anyMatch(model -> model.weights().source().isPresent())
        || stack.tenants().values().stream().anyMatch(tenant -> needsCloud(stack, tenant));
  }

  private static boolean needsCloud(StackConfig stack, TenantConfig tenant) {
    boolean accounts =
        stack.platform().identity().mode() == IdentityMode.GOOGLE_SERVICE_ACCOUNT
            || tenant.data().mode() == DataMode.SQLITE;
    return accounts && !tenant.agents().isEmpty()
        || tenant.secrets().values().stream()
            .anyMatch(secret -> secret.provider() == SecretProvider.GOOGLE);
  }

  /** Both, for a component that declares objects of both. */
  ComponentResourceOptions.Builder options() {
    List<ProviderResource> both = new ArrayList<>(List.of(cluster));
    cloud.ifPresent(both::add);
    return ComponentResourceOptions.builder().providers(both);
  }
}
