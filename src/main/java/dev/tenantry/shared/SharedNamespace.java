package dev.tenantry.shared;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.core.v1.ServiceAccountPatch;
import com.pulumi.kubernetes.core.v1.ServiceAccountPatchArgs;
import com.pulumi.kubernetes.networking.v1.NetworkPolicy;
import com.pulumi.kubernetes.networking.v1.NetworkPolicyArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.Map;

/**
 * A Namespace of services that tenants share: closed, and open to labelled pods of tenants.
 *
 * <p>It names no tenant, so that a new tenant changes nothing here.
 */
public final class SharedNamespace extends ComponentResource {
  private final String name;
  private final SharedNamespaceArgs args;
  private final Namespace namespace;

  /**
   * Declares the Namespace.
   *
   * @param name logical name
   * @param args the Namespace and the cluster's facts
   * @param options must carry the cluster's provider
   */
  public SharedNamespace(String name, SharedNamespaceArgs args, ComponentResourceOptions options) {
    super(TypeTokens.SHARED_NAMESPACE, name, options);
    this.name = name;
    this.args = args;
    this.namespace = namespace();
    SharedPolicies.of(args.namespace()).forEach(this::networkPolicy);
    defaultServiceAccount();
    registerOutputs(Map.of());
  }

  /** The Namespace, for what is declared in it elsewhere. */
  public Resource namespaceResource() {
    return namespace;
  }

  private Namespace namespace() {
    return new Namespace(
        Names.child(name, "namespace"),
        NamespaceArgs.builder().metadata(SharedNetwork.namespaceMetadata(args)).build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private void networkPolicy(String policyName, NetworkPolicySpecArgs spec) {
    new NetworkPolicy(
        Names.child(name, policyName),
        NetworkPolicyArgs.builder()
            .metadata(metadata(policyName).in(Output.of(args.namespace())))
            .spec(spec)
            .build(),
        inNamespace());
  }

  /** Kubernetes creates this account itself, so only its fields are owned, by server-side apply. */
  private void defaultServiceAccount() {
    new ServiceAccountPatch(
        Names.child(name, "default-service-account"),
        ServiceAccountPatchArgs.builder()
            .metadata(metadata(Names.DEFAULT_SERVICE_ACCOUNT).patchIn(Output.of(args.namespace())))
            .automountServiceAccountToken(false)
            .build(),
        inNamespace());
  }

  private Metadata metadata(String objectName) {
    return SharedNetwork.metadata(args, objectName);
  }

  private CustomResourceOptions inNamespace() {
    return CustomResourceOptions.builder().parent(this).dependsOn(namespace).build();
  }
}
