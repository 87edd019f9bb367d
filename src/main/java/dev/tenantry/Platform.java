package dev.tenantry;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ProviderResource;
import dev.tenantry.admission.AdmissionArgs;
import dev.tenantry.admission.AdmissionPolicies;
import dev.tenantry.config.StackConfig;
import dev.tenantry.kubernetes.ClusterProvider;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.SharedService;
import dev.tenantry.shared.SharedNamespace;
import dev.tenantry.shared.SharedNamespaceArgs;
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
    ProviderResource provider = new ClusterProvider("cluster", cluster.context().toString());
    var options = ComponentResourceOptions.builder().provider(provider).build();
    for (String namespace : SharedService.namespaces()) {
      new SharedNamespace(
          Names.sharedNamespace(namespace),
          new SharedNamespaceArgs(stack.stack(), namespace, cluster.kubernetesVersion()),
          options);
    }
    new AdmissionPolicies(
        "admission",
        new AdmissionArgs(
            stack.stack(), stack.platform().admission(), new TreeSet<>(stack.tenants().keySet())),
        options);
    var slices = new TenantSlices(stack, provider);
    Map<String, Output<String>> namespaces = new TreeMap<>();
    stack
        .tenants()
        .forEach((name, tenant) -> namespaces.put(name.value(), slices.declare(name, tenant)));
    return Map.of("tenants", Output.of(namespaces));
  }
}
