package dev.tenantry.kubernetes;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.flowcontrol.v1beta3.inputs.FlowSchemaSpecArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/**
 * Which requests to the API server wait in the queues of which priority level, version v1.
 *
 * <p>SDK 4.0.0 ends at v1beta3, which Kubernetes 1.32 no longer serves; the spec is the same.
 */
@ResourceType(type = FlowSchema.TYPE)
public final class FlowSchema extends CustomResource {
  static final String TYPE = "kubernetes:flowcontrol.apiserver.k8s.io/v1:FlowSchema";

  /** Declares the object. */
  public FlowSchema(
      String name,
      ObjectMetaArgs metadata,
      FlowSchemaSpecArgs spec,
      CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }
}
