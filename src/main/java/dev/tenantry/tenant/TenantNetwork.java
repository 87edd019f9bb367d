package dev.tenantry.tenant;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.kubernetes.FqdnNetworkPolicy;
import dev.tenantry.kubernetes.Manifest;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.PodSecurity;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the prover needs of a tenant: its Namespace and its network policies, without an engine.
 *
 * <p>{@link Tenant} takes their metadata and specs from the same methods.
 */
public final class TenantNetwork {
  private TenantNetwork() {}

  /** The Namespace, then every network policy. */
  public static List<Manifest> manifests(TenantArgs args) {
    TenantConfig tenant = args.tenant();
    Output<String> namespace = Output.of(Names.namespace(tenant.name()));
    List<Manifest> all = new ArrayList<>();
    all.add(new Manifest("v1", "Namespace", namespaceMetadata(args), Map.of()));
    Isolation.policies(tenant, args.platform())
        .forEach(
            (name, spec) ->
                all.add(
                    new Manifest(
                        "networking.k8s.io/v1",
                        "NetworkPolicy",
                        metadata(args, name, Map.of()).in(namespace),
                        Map.of("spec", spec))));
    if (!tenant.allowedHosts().isEmpty()) {
      all.add(
          new Manifest(
              FqdnNetworkPolicy.API_VERSION,
              FqdnNetworkPolicy.KIND,
              metadata(args, Names.EGRESS_HOSTS, Map.of()).in(namespace),
              Map.of("spec", OutsideFlows.egressHosts(tenant.allowedHosts()))));
    }
    return all;
  }

  static ObjectMetaArgs namespaceMetadata(TenantArgs args) {
    Map<String, String> labels =
        new TreeMap<>(PodSecurity.restricted(args.cluster().kubernetesVersion().toString()));
    args.tenant()
        .runtimeClasses()
        .forEach(runtime -> labels.put(Labels.RUNTIME_CLASS + runtime, "true"));
    return metadata(args, Names.namespace(args.tenant().name()), labels).clusterScoped();
  }

  /** With the labels that every object of the tenant has. */
  static Metadata metadata(TenantArgs args, String objectName, Map<String, String> more) {
    TenantConfig tenant = args.tenant();
    Map<String, String> labels = new TreeMap<>(more);
    labels.put(Labels.TENANT_ID, tenant.name().value());
    labels.put(Labels.TIER, tenant.tier().label());
    labels.put(Labels.COST_CENTRE, tenant.costCentre().value());
    labels.put(Labels.RING, tenant.ring().label());
    return new Metadata(objectName, args.stack(), labels);
  }
}
