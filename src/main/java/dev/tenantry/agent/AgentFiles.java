package dev.tenantry.agent;

import com.pulumi.kubernetes.core.v1.inputs.ConfigMapVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.EmptyDirVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.KeyToPathArgs;
import com.pulumi.kubernetes.core.v1.inputs.ProjectedVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.SecretVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.ServiceAccountTokenProjectionArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeMountArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeProjectionArgs;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.Variable;
import dev.tenantry.kubernetes.LitestreamSidecar;
import dev.tenantry.kubernetes.MountedSecrets;
import dev.tenantry.naming.AgentNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a container: volumes of its pod and where they are mounted.
 *
 * <p>Never a {@code subPath}: such a file stays what it was when its value is renewed.
 *
 * @param volumes of the pod
 * @param mounts of its one container
 */
record AgentFiles(List<VolumeArgs> volumes, List<VolumeMountArgs> mounts) {
  /** The settings. */
  static final String SETTINGS = Variable.AGENT_CONFIG_FILE.defaultValue().orElseThrow();

  private static final String FOLDER = "/var/run/tenantry";

  /** The token for the gateway; the kubelet renews it. */
  static final String MODEL_TOKEN = FOLDER + "/model/token";

  /** What the worker signs in with to the queue. */
  static final String QUEUE_CREDENTIALS = FOLDER + "/queue/" + AgentNames.QUEUE_CREDENTIALS;

  /** Certificate, key and authority, as cert-manager calls them. */
  static final String TLS_FOLDER = FOLDER + "/tls";

  /** Shorter than the hour that a stolen token might be used for; ten minutes is the least. */
  private static final int TOKEN_SECONDS = 3600;

  /** What an HTTP client and a JVM write; counts to the pod's ephemeral storage. */
  private static final String SCRATCH_SIZE = "64Mi";

  /** Readable by the owner alone, which {@code fsGroup} widens to the pod's group: 0400. */
  private static final int READ_BY_OWNER = 256;

  /** Whether containers of a mode ask for models. */
  static boolean hasModelToken(Mode mode) {
    return switch (mode) {
      case ORCHESTRATOR, WORKER -> true;
      // docs/network-isolation.md: no tool reaches the gateway.
      case TOOL -> false;
    };
  }

  /** Whether containers of a mode call tools or are one. */
  static boolean hasCertificate(Mode mode) {
    return switch (mode) {
      case ORCHESTRATOR, TOOL -> true;
      case WORKER -> false;
    };
  }

  static AgentFiles of(Workload workload, MountedSecrets secrets) {
    AgentFiles files = new AgentFiles(new ArrayList<>(), new ArrayList<>());
    files.add(settings(workload), folder(SETTINGS), true);
    files.add(
        volume("scratch")
            .emptyDir(EmptyDirVolumeSourceArgs.builder().sizeLimit(SCRATCH_SIZE).build()),
        "/tmp",
        false);
    files.volumes.addAll(secrets.volumes());
    files.mounts.addAll(secrets.mounts());
    if (hasModelToken(workload.mode())) {
      files.add(token(), folder(MODEL_TOKEN), true);
    }
    if (workload.queue()) {
      files.add(queue(workload), folder(QUEUE_CREDENTIALS), true);
    }
    if (hasCertificate(workload.mode())) {
      String secret = AgentNames.certificate(workload.account());
      files.add(secret("tls", secret, false, "tls.crt", "tls.key", "ca.crt"), TLS_FOLDER, true);
    }
    workload.sidecar().ifPresent(files::add);
    return files;
  }

  private void add(LitestreamSidecar sidecar) {
    volumes.add(sidecar.volume());
    mounts.add(sidecar.mount());
  }

  private void add(VolumeArgs.Builder volume, String path, boolean readOnly) {
    VolumeArgs built = volume.build();
    volumes.add(built);
    VolumeMountArgs.Builder mount = VolumeMountArgs.builder().name(built.name()).mountPath(path);
    mounts.add((readOnly ? mount.readOnly(true) : mount).build());
  }

  private static VolumeArgs.Builder settings(Workload workload) {
    String file = SETTINGS.substring(SETTINGS.lastIndexOf('/') + 1);
    return volume("settings")
        .configMap(
            ConfigMapVolumeSourceArgs.builder()
                .name(AgentNames.orchestrator(workload.agent()))
                .items(KeyToPathArgs.builder().key(workload.settingsKey()).path(file).build())
                .build());
  }

  private static VolumeArgs.Builder token() {
    return volume("model-token")
        .projected(
            ProjectedVolumeSourceArgs.builder()
                .sources(
                    VolumeProjectionArgs.builder()
                        .serviceAccountToken(
                            ServiceAccountTokenProjectionArgs.builder()
                                .audience(AgentsConfig.MODEL_AUDIENCE.value())
                                .expirationSeconds(TOKEN_SECONDS)
                                .path(MODEL_TOKEN.substring(MODEL_TOKEN.lastIndexOf('/') + 1))
                                .build())
                        .build())
                .build());
  }

  /** A conversation needs no queue: only a worker waits until there is one to sign in to. */
  private static VolumeArgs.Builder queue(Workload workload) {
    return secret(
        "queue",
        AgentNames.queueSecret(workload.agent()),
        workload.mode() != Mode.WORKER,
        AgentNames.QUEUE_CREDENTIALS);
  }

  private static VolumeArgs.Builder secret(
      String name, String secret, boolean optional, String... keys) {
    List<KeyToPathArgs> items = new ArrayList<>();
    for (String key : keys) {
      items.add(KeyToPathArgs.builder().key(key).path(key).build());
    }
    return volume(name)
        .secret(
            SecretVolumeSourceArgs.builder()
                .secretName(secret)
                .defaultMode(READ_BY_OWNER)
                .optional(optional)
                .items(items)
                .build());
  }

  private static VolumeArgs.Builder volume(String name) {
    return VolumeArgs.builder().name(name);
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/'));
  }
}
