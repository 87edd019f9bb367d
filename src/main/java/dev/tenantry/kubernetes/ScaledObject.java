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

/** KEDA's kind: by what a Deployment scales. Version v1alpha1 (fields: KEDA 2.19). */
@ResourceType(type = ScaledObject.TYPE)
public final class ScaledObject extends CustomResource {
  /** Its kind. */
  public static final String KIND = "ScaledObject";

  /** Its group and version. */
  public static final String API_VERSION = "keda.sh/v1alpha1";

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public ScaledObject(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** What scales, between which bounds, by what. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "scaleTargetRef")
    private final Output<Map<String, Object>> scaleTargetRef;

    @Import(name = "pollingInterval")
    private final Output<Integer> pollingInterval;

    @Import(name = "cooldownPeriod")
    private final Output<Integer> cooldownPeriod;

    @Import(name = "minReplicaCount")
    private final Output<Integer> minReplicaCount;

    @Import(name = "maxReplicaCount")
    private final Output<Integer> maxReplicaCount;

    @Import(name = "fallback")
    private final Output<Map<String, Object>> fallback;

    @Import(name = "advanced")
    private final Output<Map<String, Object>> advanced;

    @Import(name = "triggers")
    private final Output<List<Map<String, Object>>> triggers;

    /**
     * Collects the inputs.
     *
     * @param scaleTargetRef the Deployment, by {@code name}
     * @param pollingInterval seconds between two looks
     * @param cooldownPeriod seconds without any trigger before the last pod goes
     * @param minReplicaCount fewest pods
     * @param maxReplicaCount most pods
     * @param fallback what holds while a metric is missing
     * @param advanced behaviour of the HorizontalPodAutoscaler that KEDA makes
     * @param triggers the metrics, each with its threshold
     */
    public Spec(
        Map<String, Object> scaleTargetRef,
        int pollingInterval,
        int cooldownPeriod,
        int minReplicaCount,
        int maxReplicaCount,
        Map<String, Object> fallback,
        Map<String, Object> advanced,
        List<Map<String, Object>> triggers) {
      this.scaleTargetRef = Output.of(scaleTargetRef);
      this.pollingInterval = Output.of(pollingInterval);
      this.cooldownPeriod = Output.of(cooldownPeriod);
      this.minReplicaCount = Output.of(minReplicaCount);
      this.maxReplicaCount = Output.of(maxReplicaCount);
      this.fallback = Output.of(fallback);
      this.advanced = Output.of(advanced);
      this.triggers = Output.of(triggers);
    }
  }
}
