package dev.tenantry.inference;

import com.pulumi.kubernetes.core.v1.inputs.CSIVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerPortArgs;
import com.pulumi.kubernetes.core.v1.inputs.EmptyDirVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.EnvVarArgs;
import com.pulumi.kubernetes.core.v1.inputs.ExecActionArgs;
import com.pulumi.kubernetes.core.v1.inputs.HTTPGetActionArgs;
import com.pulumi.kubernetes.core.v1.inputs.LifecycleArgs;
import com.pulumi.kubernetes.core.v1.inputs.LifecycleHandlerArgs;
import com.pulumi.kubernetes.core.v1.inputs.PersistentVolumeClaimVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ProbeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeMountArgs;
import dev.tenantry.config.DiskWeights;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.MountedWeights;
import dev.tenantry.config.ServedModel;
import dev.tenantry.config.WeightsConfig;
import dev.tenantry.kubernetes.HardenedPods;
import dev.tenantry.naming.ModelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pod of a model server, of whichever kind. */
final class ServerPod {
  /** Longer than a gateway takes to stop sending (endpoint propagation, a few seconds). */
  private static final int PRE_STOP_SECONDS = 15;

  /** The two before, and a margin for the process to end. */
  private static final int GRACE_SECONDS = PRE_STOP_SECONDS + ServerCommand.DRAIN_SECONDS + 15;

  private static final int STARTUP_PERIOD_SECONDS = 10;

  /** A start that takes three times as long as predicted is one that hangs. */
  private static final int STARTUP_FACTOR = 3;

  private static final String CONTAINER = "server";
  private static final String SHM = "shm";
  private static final String CACHE = "cache";
  private static final String SCRATCH = "scratch";
  private static final String WEIGHTS = "weights";

  /** Cloud Storage FUSE's driver adds its sidecar to pods with it. */
  private static final Map<String, String> FUSE = Map.of("gke-gcsfuse/volumes", "true");

  private ServerPod() {}

  static PodSpecArgs spec(ModelName name, ServedModel model, GpuPlacement placement) {
    ServerCommand command = ServerCommand.of(name, model);
    ContainerArgs.Builder container =
        ContainerArgs.builder()
            .name(CONTAINER)
            .image(model.image().value())
            .imagePullPolicy("IfNotPresent")
            .env(environment(command))
            .ports(
                ContainerPortArgs.builder()
                    .name("http")
                    .containerPort(ModelNames.SERVER_PORT)
                    .build())
            .securityContext(HardenedPods.container())
            .resources(ServerSize.of(model).resources())
            .startupProbe(
                probe(command.ready())
                    .periodSeconds(STARTUP_PERIOD_SECONDS)
                    .timeoutSeconds(STARTUP_PERIOD_SECONDS)
                    .failureThreshold(startupFailures(model))
                    .build())
            .readinessProbe(
                probe(command.ready())
                    .periodSeconds(5)
                    .timeoutSeconds(5)
                    .failureThreshold(3)
                    .build())
            // Slower than a long prefill, or a busy server would be killed for being busy.
            .livenessProbe(
                probe(command.live())
                    .periodSeconds(20)
                    .timeoutSeconds(10)
                    .failureThreshold(6)
                    .build())
            .lifecycle(drain())
            .volumeMounts(mounts(model));
    if (!command.command().isEmpty()) {
      container.command(command.command());
    }
    if (!command.args().isEmpty()) {
      container.args(command.args());
    }
    return placement
        .on(PodSpecArgs.builder(), ModelNames.server(name))
        .serviceAccountName(ModelNames.server(name))
        .automountServiceAccountToken(false)
        .enableServiceLinks(false)
        .priorityClassName(ModelNames.SERVING_PRIORITY)
        .securityContext(HardenedPods.pod())
        .terminationGracePeriodSeconds(GRACE_SECONDS)
        .containers(container.build())
        .volumes(volumes(model))
        .build();
  }

  /** Annotations of the pod. */
  static Map<String, String> annotations(ServedModel model) {
    return model.weights() instanceof MountedWeights ? FUSE : Map.of();
  }

  static int startupFailures(ServedModel model) {
    int seconds = STARTUP_FACTOR * model.loadSeconds();
    return (seconds + STARTUP_PERIOD_SECONDS - 1) / STARTUP_PERIOD_SECONDS;
  }

  private static List<EnvVarArgs> environment(ServerCommand command) {
    return command.environment().entrySet().stream()
        .map(one -> EnvVarArgs.builder().name(one.getKey()).value(one.getValue()).build())
        .toList();
  }

  private static ProbeArgs.Builder probe(String path) {
    return ProbeArgs.builder()
        .httpGet(HTTPGetActionArgs.builder().path(path).port(ModelNames.SERVER_PORT).build());
  }

  /** One program and its word: nothing of it passes a shell. */
  private static LifecycleArgs drain() {
    return LifecycleArgs.builder()
        .preStop(
            LifecycleHandlerArgs.builder()
                .exec(
                    ExecActionArgs.builder()
                        .command("sleep", Integer.toString(PRE_STOP_SECONDS))
                        .build())
                .build())
        .build();
  }

  private static List<VolumeArgs> volumes(ServedModel model) {
    List<VolumeArgs> volumes = new ArrayList<>();
    volumes.add(
        VolumeArgs.builder()
            .name(SHM)
            .emptyDir(
                EmptyDirVolumeSourceArgs.builder()
                    .medium("Memory")
                    .sizeLimit(ServerSize.of(model).sharedMemory())
                    .build())
            .build());
    volumes.add(folder(CACHE, ServerSize.CACHE));
    volumes.add(folder(SCRATCH, ServerSize.SCRATCH));
    weights(model.weights()).ifPresent(volumes::add);
    return volumes;
  }

  private static VolumeArgs folder(String name, String size) {
    return VolumeArgs.builder()
        .name(name)
        .emptyDir(EmptyDirVolumeSourceArgs.builder().sizeLimit(size).build())
        .build();
  }

  private static Optional<VolumeArgs> weights(WeightsConfig weights) {
    VolumeArgs.Builder volume = VolumeArgs.builder().name(WEIGHTS);
    if (weights instanceof MountedWeights mounted) {
      return Optional.of(
          volume
              .csi(
                  CSIVolumeSourceArgs.builder()
                      .driver("gcsfuse.csi.storage.gke.io")
                      .readOnly(true)
                      .volumeAttributes(
                          Map.of(
                              "bucketName",
                              mounted.bucket().value(),
                              "mountOptions",
                              "implicit-dirs"))
                      .build())
              .build());
    }
    if (weights instanceof DiskWeights disk) {
      return Optional.of(
          volume
              .persistentVolumeClaim(
                  PersistentVolumeClaimVolumeSourceArgs.builder()
                      .claimName(disk.claim().value())
                      .readOnly(true)
                      .build())
              .build());
    }
    return Optional.empty();
  }

  private static List<VolumeMountArgs> mounts(ServedModel model) {
    List<VolumeMountArgs> mounts = new ArrayList<>();
    mounts.add(mount(SHM, "/dev/shm").build());
    mounts.add(mount(CACHE, ServerCommand.CACHE).build());
    mounts.add(mount(SCRATCH, "/tmp").build());
    if (weights(model.weights()).isPresent()) {
      mounts.add(mount(WEIGHTS, WeightsConfig.MOUNT).readOnly(true).build());
    }
    return mounts;
  }

  private static VolumeMountArgs.Builder mount(String name, String path) {
    return VolumeMountArgs.builder().name(name).mountPath(path);
  }
}
