package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;

/**
 * Kind of llm-d's router: how important requests are which name it in their header.
 *
 * <p>It moved from the Gateway API's inference extension to llm-d-router in 2026.
 */
@ResourceType(type = InferenceObjective.TYPE)
public final class InferenceObjective extends CustomResource {
  /** Its kind. */
  public static final String KIND = "InferenceObjective";

  /** Its group and version. */
  public static final String API_VERSION = "llm-d.ai/v1alpha2";

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public InferenceObjective(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** How important, in which pool. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "priority")
    private final Output<Integer> priority;

    @Import(name = "poolRef")
    private final Output<Map<String, Object>> poolRef;

    /**
     * Collects the inputs.
     *
     * @param priority more goes first
     * @param poolRef the InferencePool, by {@code name}
     */
    public Spec(int priority, Map<String, Object> poolRef) {
      this.priority = Output.of(priority);
      this.poolRef = Output.of(poolRef);
    }
  }
}
