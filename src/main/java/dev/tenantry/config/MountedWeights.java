package dev.tenantry.config;

import java.util.Optional;

/**
 * Weights in a bucket that Cloud Storage FUSE mounts as a folder.
 *
 * @param bucket the bucket
 * @param path the folder in it
 */
public record MountedWeights(
    @Key(value = "Bucket of Cloud Storage.", required = true) BucketName bucket,
    @Key(value = "Folder in the bucket, with the files that the server loads.", required = true)
        FolderPath path)
    implements WeightsConfig {
  /** Assumed, not measured here: with parallel downloads, without a warm cache. */
  private static final long BYTES_PER_SECOND = 400_000_000L;

  @Override
  public WeightsSource from() {
    return WeightsSource.GCS_FUSE;
  }

  @Override
  public String location() {
    return MOUNT + "/" + path;
  }

  @Override
  public Optional<BucketName> source() {
    return Optional.of(bucket);
  }

  @Override
  public long bytesPerSecond() {
    return BYTES_PER_SECOND;
  }
}
