package dev.tenantry.config;

import java.util.Optional;

/** Where a model's weights lie, and how they reach the server. */
public sealed interface WeightsConfig
    permits StreamedWeights, MountedWeights, DiskWeights, ImageWeights {
  /** Where the server finds the folder, or its own image has it. */
  String MOUNT = "/models";

  /** The word in the file that chooses the record. */
  @Key(
      value =
          "streamer: read from a bucket straight into the GPU; gcs-fuse: a bucket mounted as a"
              + " folder; hyperdisk-ml: a disk that many nodes read; image: in the server's image.",
      required = true)
  WeightsSource from();

  /** What the server is told to load. */
  String location();

  /** The bucket that the server's identity must read; empty if it reads none. */
  Optional<BucketName> source();

  /** Bytes a second that reach the GPUs of one machine, for the prediction of the start. */
  long bytesPerSecond();
}
