package dev.tenantry.config;

import java.util.Optional;

/**
 * Weights in the server's own image.
 *
 * @param path the folder, from the image's root
 */
public record ImageWeights(
    @Key(
            value = "Folder of the image with the files that the server loads, without a first /.",
            required = true)
        FolderPath path)
    implements WeightsConfig {
  /** Assumed, not measured here: the image is pulled before, or streamed while it is read. */
  private static final long BYTES_PER_SECOND = 300_000_000L;

  @Override
  public WeightsSource from() {
    return WeightsSource.IMAGE;
  }

  @Override
  public String location() {
    return "/" + path;
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
