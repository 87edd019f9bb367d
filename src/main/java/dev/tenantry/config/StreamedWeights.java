package dev.tenantry.config;

import java.util.Optional;

/**
 * Weights that the server streams from a bucket (Run:ai Model Streamer).
 *
 * @param bucket the bucket
 * @param path the folder in it
 */
public record StreamedWeights(
    @Key(value = "Bucket of Cloud Storage.", required = true) BucketName bucket,
    @Key(value = "Folder in the bucket, with the files that the server loads.", required = true)
        FolderPath path)
    implements WeightsConfig {
  /** Assumed, not measured here: a third of a 16 Gbit/s network, so that others find room. */
  private static final long BYTES_PER_SECOND = 600_000_000L;

  @Override
  public WeightsSource from() {
    return WeightsSource.STREAMER;
  }

  @Override
  public String location() {
    return "gs://" + bucket + "/" + path;
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
