package dev.tenantry;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.admission.AdmissionArgs;
import dev.tenantry.admission.AdmissionPolicies;
import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.StackConfig;
import dev.tenantry.data.DataPlane;
import dev.tenantry.data.DataPlaneArgs;
import dev.tenantry.database.CloudSqlServer;
import dev.tenantry.database.CloudSqlServerArgs;
import dev.tenantry.database.EndpointNetwork;
import dev.tenantry.inference.Inference;
import dev.tenantry.inference.Model;
import dev.tenantry.inference.ModelArgs;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.ModelNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.SharedService;
import dev.tenantry.shared.SharedNamespace;
import dev.tenantry.shared.SharedNamespaceArgs;
import dev.tenantry.sql.MigrationFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The composition root: the one class, with {@code TenantSlices}, that knows more than one domain.
 *
 * <p>It maps configuration to the arguments of each domain and hands small results from one to the
 * next. Domains never import each other.
 */
public final class Platform {
  private Platform() {}

  /**
   * Declares every resource of a stack.
   *
   * @param stack the checked configuration
   * @return the stack's outputs: {@code tenants}, a map from each tenant's name to its Namespace
   */
  public static Map<String, Output<?>> declare(StackConfig stack) {
    var cluster = stack.platform().cluster();
    StackProviders providers = StackProviders.of(stack);
    var options = ComponentResourceOptions.builder().provider(providers.cluster()).build();
    providers.declared().ifPresent(slice -> slice.computeClasses(stack, providers.cluster()));
    Map<String, Resource> shared = new TreeMap<>();
    for (String namespace : SharedService.namespaces()) {
      shared.put(
          namespace,
          new SharedNamespace(
                  Names.sharedNamespace(namespace),
                  new SharedNamespaceArgs(stack.stack(), namespace, cluster.kubernetesVersion()),
                  options)
              .namespaceResource());
    }
    new AdmissionPolicies(
        "admission",
        new AdmissionArgs(
            stack.stack(), stack.platform().admission(), new TreeSet<>(stack.tenants().keySet())),
        options);
    models(stack, providers, shared);
    var slices = new TenantSlices(stack, providers, dataPlane(stack, providers, shared));
    Map<String, Output<String>> namespaces = new TreeMap<>();
    stack
        .tenants()
        .forEach((name, tenant) -> namespaces.put(name.value(), slices.declare(name, tenant)));
    return Map.of("tenants", Output.of(namespaces));
  }

  private static void models(
      StackConfig stack, StackProviders providers, Map<String, Resource> shared) {
    Resource namespace = shared.get(Names.INFERENCE_NAMESPACE);
    List<Resource> before =
        new ArrayList<>(List.of(namespace, shared.get(Names.AI_GATEWAY_NAMESPACE)));
    before.addAll(
        new Inference(ModelNames.INFERENCE, stack.stack(), providers.options().build()).declared());
    stack
        .platform()
        .servedModels()
        .forEach(
            (name, model) ->
                new Model(
                    ModelNames.component(name),
                    new ModelArgs(stack.stack(), name, model, stack.platform(), before),
                    providers.options().build()));
  }

  private static List<Resource> dataPlane(
      StackConfig stack, StackProviders providers, Map<String, Resource> shared) {
    Resource namespace = shared.get(Names.DATA_NAMESPACE);
    var args =
        new DataPlaneArgs(
            stack.stack(),
            stack.platform(),
            MigrationFiles.checksum(),
            namespace,
            databaseServer(stack, providers));
    List<Resource> before = new ArrayList<>(List.of(namespace));
    before.addAll(new DataPlane(DataNames.DATA_PLANE, args, providers.options().build()).ready());
    return before;
  }

  /** What whoever connects to the server must wait for; empty if it exists already. */
  private static List<Resource> databaseServer(StackConfig stack, StackProviders providers) {
    if (!(stack.platform().database() instanceof ClusterDatabase database)
        || database.server().isEmpty()) {
      return List.of();
    }
    CloudConfig cloud = stack.platform().cloud();
    // A server is only declared beside a cluster: Rule.SERVER_NEEDS_GKE.
    var network = providers.declared().orElseThrow().network();
    var endpoints = new EndpointNetwork(network.networkId(), network.endpointSubnetId());
    var args =
        new CloudSqlServerArgs(stack.stack(), cloud, database, database.server().get(), endpoints);
    return new CloudSqlServer(DataNames.DATABASE_SERVER, args, providers.options().build()).ready();
  }
}
