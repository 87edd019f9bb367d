package dev.tenantry.kubernetes;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/**
 * GKE's own kind: which hosts outside of the cluster the selected pods may reach, by name.
 *
 * <p>GKE needs Dataplane V2, kube-dns or Cloud DNS, and {@code --enable-fqdn-network-policy}. It
 * allows only; the Namespace's default-deny is what makes it a list of exceptions. An archived
 * project used the same group and kind with version v1alpha3 and other fields.
 */
@ResourceType(type = FqdnNetworkPolicy.TYPE)
public final class FqdnNetworkPolicy extends CustomResource {
  /** Its kind. */
  public static final String KIND = "FQDNNetworkPolicy";

  /** Its group and version. */
  public static final String API_VERSION = "networking.gke.io/v1alpha1";

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public FqdnNetworkPolicy(
      String name,
      ObjectMetaArgs metadata,
      FqdnNetworkPolicySpecArgs spec,
      CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }
}
