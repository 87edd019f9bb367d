package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.kubernetes.core.v1.inputs.LifecycleArgs;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;

/**
 * A pause before a container is told to end, without a program in its image.
 *
 * <p>Whoever still sends to the pod learns meanwhile that it goes. SDK 4.0.0 does not know the
 * action {@code sleep} (Kubernetes 1.30).
 */
public final class PreStopSleep extends ResourceArgs {
  @Import(name = "preStop")
  private final Output<Map<String, Object>> preStop;

  private PreStopSleep(int seconds) {
    this.preStop = Output.of(Map.of("sleep", Map.of("seconds", seconds)));
  }

  /** For {@code ContainerArgs.Builder.lifecycle}, which serialises whatever is in the output. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the SDK's class is final and lacks the action
  public static Output<LifecycleArgs> seconds(int seconds) {
    return (Output) Output.of(new PreStopSleep(seconds));
  }
}
