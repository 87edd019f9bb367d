package dev.tenantry.config;

import java.util.Locale;

/** How a model's weights reach the server. */
public enum WeightsSource implements Variant {
  /** The server streams them from a bucket into the GPU. */
  STREAMER(StreamedWeights.class),
  /** A bucket, mounted as a folder. */
  GCS_FUSE(MountedWeights.class),
  /** A disk that many nodes read at once. */
  HYPERDISK_ML(DiskWeights.class),
  /** A folder of the server's own image. */
  IMAGE(ImageWeights.class);

  private final Class<? extends Record> type;

  WeightsSource(Class<? extends Record> type) {
    this.type = type;
  }

  @Override
  public Class<? extends Record> type() {
    return type;
  }

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
