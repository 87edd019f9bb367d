package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;

/**
 * Kind of the Gateway API's inference extension: pods that answer for the same model, and who picks
 * one of them for each request. Version v1.
 */
@ResourceType(type = InferencePool.TYPE)
public final class InferencePool extends CustomResource {
  /** Its kind. */
  public static final String KIND = "InferencePool";

  /** Its group and version. */
  public static final String API_VERSION = "inference.networking.k8s.io/v1";

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public InferencePool(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** Which pods, on which port, and who picks. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "selector")
    private final Output<Map<String, Object>> selector;

    @Import(name = "targetPorts")
    private final Output<List<Map<String, Object>>> targetPorts;

    @Import(name = "endpointPickerRef")
    private final Output<Map<String, Object>> endpointPickerRef;

    /**
     * Collects the inputs.
     *
     * @param selector labels of the pods, below {@code matchLabels}
     * @param targetPorts the port of the pods, as {@code number}
     * @param endpointPickerRef the picker's Service, its port, and what happens without it
     */
    public Spec(
        Map<String, Object> selector,
        List<Map<String, Object>> targetPorts,
        Map<String, Object> endpointPickerRef) {
      this.selector = Output.of(selector);
      this.targetPorts = Output.of(targetPorts);
      this.endpointPickerRef = Output.of(endpointPickerRef);
    }
  }
}
