package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.ResourceRequirementsArgs;
import com.pulumi.kubernetes.core.v1.inputs.SecurityContextArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeMountArgs;
import com.pulumi.resources.ResourceArgs;
import java.util.List;

/**
 * An init container that may stay: a sidecar, which starts before a pod's containers and ends after
 * them.
 *
 * <p>SDK 4.0.0 does not know {@code restartPolicy} of a container (Kubernetes 1.28).
 */
public final class InitContainer extends ResourceArgs {
  @Import(name = "name")
  private final Output<String> name;

  @Import(name = "image")
  private final Output<String> image;

  @Import(name = "imagePullPolicy")
  private final Output<String> imagePullPolicy = Output.of("Always");

  @Import(name = "args")
  private final Output<List<String>> args;

  @Import(name = "securityContext")
  private final Output<SecurityContextArgs> securityContext = Output.of(HardenedPods.container());

  @Import(name = "resources")
  private final Output<ResourceRequirementsArgs> resources;

  @Import(name = "volumeMounts")
  private final Output<List<VolumeMountArgs>> volumeMounts;

  @Import(name = "restartPolicy")
  private Output<String> restartPolicy;

  /** One that ends before the next one starts. */
  InitContainer(
      String name,
      String image,
      List<String> args,
      ResourceRequirementsArgs resources,
      VolumeMountArgs mount) {
    this.name = Output.of(name);
    this.image = Output.of(image);
    this.args = Output.of(args);
    this.resources = Output.of(resources);
    this.volumeMounts = Output.of(List.of(mount));
  }

  /** The same one as a sidecar. */
  InitContainer staying() {
    this.restartPolicy = Output.of("Always");
    return this;
  }

  /** For {@code PodSpecArgs.Builder.initContainers}, which serialises whatever is in the list. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the SDK's class is final and lacks the field
  public static Output<List<ContainerArgs>> list(List<InitContainer> containers) {
    return (Output) Output.of(List.copyOf(containers));
  }
}
