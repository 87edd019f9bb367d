package dev.tenantry.kubernetes;

import com.pulumi.kubernetes.core.v1.inputs.EnvFromSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.ProjectedVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.SecretEnvSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.SecretProjectionArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeMountArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeProjectionArgs;
import dev.tenantry.naming.Names;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the pods of one ServiceAccount get its secrets: parts of their specs.
 *
 * @param files names of the Secrets whose keys are files; may be empty
 * @param variables names of the Secrets whose keys are environment variables; may be empty
 */
public record MountedSecrets(List<String> files, List<String> variables) {
  /** For a ServiceAccount that reads nothing. */
  public static final MountedSecrets NONE = new MountedSecrets(List.of(), List.of());

  private static final String VOLUME = "secrets";

  /** Readable by the owner alone, which {@code fsGroup} widens to the pod's group: 0400. */
  private static final int READ_BY_OWNER = 256;

  /** Copies the lists. */
  public MountedSecrets {
    files = List.copyOf(files);
    variables = List.copyOf(variables);
  }

  /** Both, for a pod that reads secrets of two sources; no key of one is a key of the other. */
  public MountedSecrets and(MountedSecrets other) {
    return new MountedSecrets(
        Stream.concat(files.stream(), other.files.stream()).toList(),
        Stream.concat(variables.stream(), other.variables.stream()).toList());
  }

  /** The pod's volume: all files in one folder; empty if there are none. */
  public List<VolumeArgs> volumes() {
    if (files.isEmpty()) {
      return List.of();
    }
    return List.of(
        VolumeArgs.builder()
            .name(VOLUME)
            .projected(
                ProjectedVolumeSourceArgs.builder()
                    .defaultMode(READ_BY_OWNER)
                    .sources(files.stream().map(MountedSecrets::source).toList())
                    .build())
            .build());
  }

  /**
   * The container's mount at {@link Names#SECRETS_FOLDER}.
   *
   * <p>Never a {@code subPath}: such a file stays what it was when the value is renewed.
   */
  public List<VolumeMountArgs> mounts() {
    return volumes().stream()
        .map(
            volume ->
                VolumeMountArgs.builder()
                    .name(VOLUME)
                    .mountPath(Names.SECRETS_FOLDER)
                    .readOnly(true)
                    .build())
        .toList();
  }

  /** The container's {@code envFrom}; a pod without its Secrets must not start. */
  public List<EnvFromSourceArgs> envFrom() {
    return variables.stream()
        .map(
            name ->
                EnvFromSourceArgs.builder()
                    .secretRef(SecretEnvSourceArgs.builder().name(name).optional(false).build())
                    .build())
        .toList();
  }

  private static VolumeProjectionArgs source(String name) {
    return VolumeProjectionArgs.builder()
        .secret(SecretProjectionArgs.builder().name(name).optional(false).build())
        .build();
  }
}
