package dev.tenantry.config;

import java.util.Optional;

/**
 * Weights on a Hyperdisk ML volume that many nodes read at once.
 *
 * @param claim the PersistentVolumeClaim in Namespace {@code inference}, made beforehand
 * @param path the folder on it
 */
public record DiskWeights(
    @Key(
            value =
                "PersistentVolumeClaim in Namespace `inference` of a volume that many nodes may"
                    + " read (ReadOnlyMany). Whoever fills the disk makes it.",
            required = true)
        LabelValue claim,
    @Key(value = "Folder on the disk, with the files that the server loads.", required = true)
        FolderPath path)
    implements WeightsConfig {
  /** Assumed, not measured here: what a disk provisioned with 1,200 MiB/s gives half the time. */
  private static final long BYTES_PER_SECOND = 600_000_000L;

  @Override
  public WeightsSource from() {
    return WeightsSource.HYPERDISK_ML;
  }

  @Override
  public String location() {
    return MOUNT + "/" + path;
  }

  @Override
  public Optional<BucketName> source() {
    return Optional.empty();
  }

  @Override
  public long bytesPerSecond() {
    return BYTES_PER_SECOND;
  }
}
