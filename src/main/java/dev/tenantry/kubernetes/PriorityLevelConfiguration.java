package dev.tenantry.kubernetes;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.PriorityLevelConfigurationSpecArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/**
 * A share of the API server's capacity and the queues before it, version v1.
 *
 * <p>SDK 4.0.0 ends at v1beta3, which Kubernetes 1.32 no longer serves; the spec is the same.
 */
@ResourceType(type = PriorityLevelConfiguration.TYPE)
public final class PriorityLevelConfiguration extends CustomResource {
  static final String TYPE =
      "kubernetes:flowcontrol.apiserver.k8s.io/v1:PriorityLevelConfiguration";

  /** Declares the object. */
  public PriorityLevelConfiguration(
      String name,
      ObjectMetaArgs metadata,
      PriorityLevelConfigurationSpecArgs spec,
      CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }
}
