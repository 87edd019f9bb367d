package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.HTTPGetActionArgs;
import com.pulumi.kubernetes.core.v1.inputs.ProbeArgs;
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
  private static final int STARTUP_SECONDS = 60;

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

  @Import(name = "startupProbe")
  private Output<ProbeArgs> startupProbe;

  /** One without a volume that ends before the next one starts. */
  public static InitContainer of(
      String name, String image, List<String> args, ResourceRequirementsArgs resources) {
    return new InitContainer(name, image, args, resources, List.of());
  }

  /** One that ends before the next one starts. */
  InitContainer(
      String name,
      String image,
      List<String> args,
      ResourceRequirementsArgs resources,
      VolumeMountArgs mount) {
    this(name, image, args, resources, List.of(mount));
  }

  private InitContainer(
      String name,
      String image,
      List<String> args,
      ResourceRequirementsArgs resources,
      List<VolumeMountArgs> mounts) {
    this.name = Output.of(name);
    this.image = Output.of(image);
    this.args = Output.of(args);
    this.resources = Output.of(resources);
    this.volumeMounts = Output.of(mounts);
  }

  /** The same one as a sidecar. */
  InitContainer staying() {
    this.restartPolicy = Output.of("Always");
    return this;
  }

  /** The same one as a sidecar for which the pod's containers wait until a GET answers. */
  public InitContainer stayingOnceItAnswers(String path, int port) {
    this.startupProbe =
        Output.of(
            ProbeArgs.builder()
                .httpGet(HTTPGetActionArgs.builder().path(path).port(port).build())
                .periodSeconds(1)
                .failureThreshold(STARTUP_SECONDS)
                .build());
    return staying();
  }

  /** For {@code PodSpecArgs.Builder.initContainers}, which serialises whatever is in the list. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the SDK's class is final and lacks the field
  public static Output<List<ContainerArgs>> list(List<InitContainer> containers) {
    return (Output) Output.of(List.copyOf(containers));
  }
}
