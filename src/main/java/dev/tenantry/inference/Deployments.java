package dev.tenantry.inference;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.apps.v1.inputs.DeploymentSpecArgs;
import com.pulumi.kubernetes.apps.v1.inputs.DeploymentStrategyArgs;
import com.pulumi.kubernetes.apps.v1.inputs.RollingUpdateDeploymentArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodTemplateSpecArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.ServedModel;
import dev.tenantry.kubernetes.HardenedPods;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.ModelNames;
import dev.tenantry.naming.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The Deployments of a model: how many pods there are, and how a change replaces them. */
final class Deployments {
  private static final String CONFIG_CHECKSUM = "tenantry.dev/config";

  private Deployments() {}

  /**
   * The server.
   *
   * <p>No {@code replicas}: KEDA owns the number. No surge: a pod more would need GPUs that nobody
   * has, and wait for them for ever. With one replica a rollout is therefore a pause of one start,
   * in which requests wait at the endpoint picker.
   */
  static DeploymentSpecArgs server(ModelName name, ServedModel model, GpuPlacement placement) {
    return spec(
            ModelNames.server(name),
            ServerPod.annotations(model),
            ServerPod.spec(name, model, placement))
        .progressDeadlineSeconds(deadline(model))
        .strategy(rolling(0, 1))
        .build();
  }

  /** The endpoint picker, anew whenever its configuration changes: it reads it at its start. */
  static DeploymentSpecArgs picker(ModelName name, PinnedImage image, String config) {
    return spec(
            ModelNames.picker(name),
            Map.of(CONFIG_CHECKSUM, checksum(config)),
            PickerPod.spec(name, image))
        .replicas(PickerPod.REPLICAS)
        .strategy(rolling(1, 0))
        .build();
  }

  /** Pods that do nothing where a server would fit; whoever needs the place evicts them. */
  static DeploymentSpecArgs buffer(String app, ServedModel model, GpuPlacement placement) {
    ContainerArgs idle =
        ContainerArgs.builder()
            .name("idle")
            .image(model.image().value())
            .command("sleep", "infinity")
            .securityContext(HardenedPods.container())
            .resources(ServerSize.of(model).resources())
            .build();
    PodSpecArgs pod =
        placement
            .on(PodSpecArgs.builder(), app)
            .priorityClassName(ModelNames.BUFFER_PRIORITY)
            .serviceAccountName(app)
            .automountServiceAccountToken(false)
            .enableServiceLinks(false)
            .terminationGracePeriodSeconds(0)
            .securityContext(HardenedPods.pod())
            .containers(idle)
            .build();
    return spec(app, Map.of(), pod).replicas(model.buffer()).strategy(rolling(0, 1)).build();
  }

  /** Metadata of a Deployment for which an update waits as long as its start may take. */
  static ObjectMetaArgs awaited(Metadata metadata, ServedModel model) {
    return metadata.in(
        Output.of(Names.INFERENCE_NAMESPACE),
        Map.of("pulumi.com/timeoutSeconds", Integer.toString(deadline(model))));
  }

  /** Metadata of an object that need never be whole: a follower among pickers is not ready. */
  static ObjectMetaArgs notAwaited(Metadata metadata) {
    return metadata.in(
        Output.of(Names.INFERENCE_NAMESPACE), Map.of("pulumi.com/skipAwait", "true"));
  }

  /** A node, and as long as the start-up probe waits. */
  private static int deadline(ServedModel model) {
    return 3 * model.coldStartSeconds();
  }

  private static DeploymentSpecArgs.Builder spec(
      String app, Map<String, String> annotations, PodSpecArgs pod) {
    Map<String, String> labels = Map.of(Labels.APP, app);
    ObjectMetaArgs.Builder metadata = ObjectMetaArgs.builder().labels(labels);
    if (!annotations.isEmpty()) {
      metadata.annotations(annotations);
    }
    return DeploymentSpecArgs.builder()
        .selector(LabelSelectorArgs.builder().matchLabels(labels).build())
        .template(PodTemplateSpecArgs.builder().metadata(metadata.build()).spec(pod).build());
  }

  private static DeploymentStrategyArgs rolling(int surge, int unavailable) {
    return DeploymentStrategyArgs.builder()
        .type("RollingUpdate")
        .rollingUpdate(
            RollingUpdateDeploymentArgs.builder()
                .maxSurge(surge)
                .maxUnavailable(unavailable)
                .build())
        .build();
  }

  private static String checksum(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
