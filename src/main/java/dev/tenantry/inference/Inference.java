package dev.tenantry.inference;

import com.pulumi.kubernetes.scheduling.v1.PriorityClass;
import com.pulumi.kubernetes.scheduling.v1.PriorityClassArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.naming.ModelNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.List;
import java.util.Map;

/**
 * What all models share: the order in which pods get GPUs.
 *
 * <p>It names no model, so that a change of one changes nothing here.
 */
public final class Inference extends ComponentResource {
  /** Above every tenant's class, below Kubernetes' own (2,000,000,000). */
  private static final int SERVING = 1_000_000;

  /** Below a pod without any class (0): whoever wants the GPU gets it. */
  private static final int BUFFER = -100;

  private final String name;
  private final String stack;
  private final List<Resource> declared;

  /**
   * Declares it.
   *
   * @param name logical name
   * @param stack the stack that owns it
   * @param options must carry the cluster's provider
   */
  public Inference(String name, String stack, ComponentResourceOptions options) {
    super(TypeTokens.INFERENCE, name, options);
    this.name = name;
    this.stack = stack;
    this.declared =
        List.of(
            priority(ModelNames.SERVING_PRIORITY, SERVING, "Model servers on GPUs"),
            priority(ModelNames.BUFFER_PRIORITY, BUFFER, "Idle pods that keep GPU nodes ready"));
    registerOutputs(Map.of());
  }

  /** What a model waits for. */
  public List<Resource> declared() {
    return declared;
  }

  private Resource priority(String physical, int value, String description) {
    return new PriorityClass(
        Names.child(name, physical),
        PriorityClassArgs.builder()
            .metadata(metadata(physical).clusterScoped())
            .value(value)
            .globalDefault(false)
            .description(description)
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private Metadata metadata(String objectName) {
    return new Metadata(objectName, stack, Map.of());
  }
}
