package dev.tenantry;

import dev.tenantry.config.ClusterConfig;
import dev.tenantry.config.StackConfig;
import dev.tenantry.data.DataNetwork;
import dev.tenantry.inference.ModelNetwork;
import dev.tenantry.kubernetes.Manifest;
import dev.tenantry.naming.SharedService;
import dev.tenantry.shared.SharedNamespaceArgs;
import dev.tenantry.shared.SharedNetwork;
import dev.tenantry.tenant.TenantArgs;
import dev.tenantry.tenant.TenantNetwork;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every Namespace and network policy of a stack, without registering the rest of it.
 *
 * <p>What {@link Platform#declare} registers of these kinds, exactly; a law compares the two.
 * Registering a thousand tenants takes minutes, this takes seconds.
 */
public final class PolicyObjects {
  private PolicyObjects() {}

  /** The objects as the API server takes them. */
  public static List<Map<String, Object>> of(StackConfig stack) {
    ClusterConfig cluster = stack.platform().cluster();
    Stream<Manifest> shared =
        SharedService.namespaces().stream()
            .map(name -> new SharedNamespaceArgs(stack.stack(), name, cluster.kubernetesVersion()))
            .flatMap(args -> SharedNetwork.manifests(args).stream());
    Stream<Manifest> tenants =
        stack.tenants().values().stream()
            .map(tenant -> new TenantArgs(stack.stack(), tenant, stack.platform()))
            .flatMap(args -> TenantNetwork.manifests(args).stream());
    Stream<Manifest> data = DataNetwork.manifests(stack.stack(), stack.platform()).stream();
    Stream<Manifest> models = ModelNetwork.manifests(stack.stack(), stack.platform()).stream();
    return Stream.of(shared, data, models, tenants)
        .flatMap(all -> all)
        .map(Manifest::toMap)
        .toList();
  }
}
