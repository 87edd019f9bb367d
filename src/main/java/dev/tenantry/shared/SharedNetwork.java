package dev.tenantry.shared;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import dev.tenantry.kubernetes.Manifest;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.PodSecurity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the prover needs of a shared Namespace: it and its network policies, without an engine. */
public final class SharedNetwork {
  private SharedNetwork() {}

  /** The Namespace, then every network policy. */
  public static List<Manifest> manifests(SharedNamespaceArgs args) {
    List<Manifest> all = new ArrayList<>();
    all.add(new Manifest("v1", "Namespace", namespaceMetadata(args), Map.of()));
    SharedPolicies.of(args.namespace())
        .forEach(
            (name, spec) ->
                all.add(
                    new Manifest(
                        "networking.k8s.io/v1",
                        "NetworkPolicy",
                        metadata(args, name).in(Output.of(args.namespace())),
                        Map.of("spec", spec))));
    return all;
  }

  static ObjectMetaArgs namespaceMetadata(SharedNamespaceArgs args) {
    var labels = PodSecurity.restricted(args.kubernetesVersion().toString());
    return new Metadata(args.namespace(), args.stack(), labels).clusterScoped();
  }

  static Metadata metadata(SharedNamespaceArgs args, String objectName) {
    return new Metadata(objectName, args.stack(), Map.of());
  }
}
