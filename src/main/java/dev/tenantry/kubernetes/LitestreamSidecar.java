package dev.tenantry.kubernetes;

import com.pulumi.kubernetes.core.v1.inputs.PersistentVolumeClaimVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeMountArgs;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.SqliteSidecar;
import java.util.List;

/**
 * What an agent's pod says so that its SQLite file outlives it: parts of its spec.
 *
 * <p>Before the agent starts, the newest copy comes back from the bucket if the volume holds no
 * file, and the pod does not start with a copy that SQLite finds damaged; beside the agent, every
 * change of the write-ahead log goes to the bucket. The agent opens {@link #FILE} with {@code
 * journal_mode=WAL} and leaves checkpoints to the sidecar. Its pod needs {@link
 * HardenedPods#pod()}, the label for an identity, and a workload that never runs two.
 *
 * @param image what holds {@code litestream}
 * @param claim the agent's volume claim
 * @param bucket the agent's bucket
 */
public record LitestreamSidecar(PinnedImage image, String claim, String bucket) {
  /** The folder of the volume in every container. */
  public static final String FOLDER = "/var/lib/tenantry";

  /** The agent's database. */
  public static final String FILE = FOLDER + "/agent.db";

  private static final String VOLUME = "data";

  /** The pod's volume. */
  public VolumeArgs volume() {
    return VolumeArgs.builder()
        .name(VOLUME)
        .persistentVolumeClaim(
            PersistentVolumeClaimVolumeSourceArgs.builder().claimName(claim).build())
        .build();
  }

  /** The mount of each container that reads or writes the file. */
  public VolumeMountArgs mount() {
    return VolumeMountArgs.builder().name(VOLUME).mountPath(FOLDER).build();
  }

  /**
   * The pod's first init containers, in order; see {@link InitContainer#list}.
   *
   * <p>The second one runs as long as the agent does ({@code restartPolicy: Always}): it starts
   * before the agent and ends after it, so that the last change is copied too.
   */
  public List<InitContainer> initContainers() {
    return List.of(
        container(
            "restore-data",
            List.of(
                "restore",
                "-if-db-not-exists",
                "-if-replica-exists",
                // Refuses a damaged copy and leaves no file: Litestream 0.5.18 can make one.
                "-integrity-check",
                "full",
                "-o",
                FILE,
                replica())),
        container("replicate-data", List.of("replicate", FILE, replica())).staying());
  }

  private InitContainer container(String name, List<String> args) {
    return new InitContainer(
        name,
        image.value(),
        args,
        HardenedPods.resources(SqliteSidecar.SIDECAR_REQUESTS, SqliteSidecar.SIDECAR_LIMITS),
        mount());
  }

  private String replica() {
    return "gs://" + bucket + "/agent.db";
  }
}
