package dev.tenantry.kubernetes;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/**
 * GKE's own kind: in which order the autoscaler asks for nodes (GKE 1.30.3, reference "ComputeClass
 * CRD", read 2026-11). Belongs to no Namespace.
 *
 * <p>A pod gets such nodes with the selector {@code cloud.google.com/compute-class: <name>}; GKE
 * adds the toleration.
 */
@ResourceType(type = ComputeClass.TYPE)
public final class ComputeClass extends CustomResource {
  /** Its kind. */
  public static final String KIND = "ComputeClass";

  /** Its group and version. */
  public static final String API_VERSION = "cloud.google.com/v1";

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public ComputeClass(
      String name,
      ObjectMetaArgs metadata,
      ComputeClassSpecArgs spec,
      CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }
}
