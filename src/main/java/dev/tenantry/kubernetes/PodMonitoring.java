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

/** Google's own kind: which pods managed Prometheus scrapes. Version v1. */
@ResourceType(type = PodMonitoring.TYPE)
public final class PodMonitoring extends CustomResource {
  /** Its kind. */
  public static final String KIND = "PodMonitoring";

  /** Its group and version. */
  public static final String API_VERSION = "monitoring.googleapis.com/v1";

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public PodMonitoring(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** Which pods, and where they show their metrics. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "selector")
    private final Output<Map<String, Object>> selector;

    @Import(name = "endpoints")
    private final Output<List<Map<String, Object>>> endpoints;

    @Import(name = "targetLabels")
    private Output<Map<String, Object>> targetLabels;

    /**
     * As the other constructor, and labels of the pods that every series carries, besides the pod
     * and the container.
     *
     * @param labels their keys
     */
    public Spec(
        Map<String, Object> selector, List<Map<String, Object>> endpoints, List<String> labels) {
      this(selector, endpoints);
      this.targetLabels =
          Output.of(
              Map.of(
                  "metadata",
                  List.of("pod", "container"),
                  "fromPod",
                  labels.stream().map(label -> Map.of("from", label)).toList()));
    }

    /**
     * Collects the inputs.
     *
     * @param selector labels of the pods, below {@code matchLabels}
     * @param endpoints port, path and interval
     */
    public Spec(Map<String, Object> selector, List<Map<String, Object>> endpoints) {
      this.selector = Output.of(selector);
      this.endpoints = Output.of(endpoints);
    }
  }
}
