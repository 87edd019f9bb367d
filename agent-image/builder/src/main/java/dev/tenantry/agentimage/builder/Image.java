package dev.tenantry.agentimage.builder;

import java.nio.file.Path;
import java.util.List;

/**
 * A built image.
 *
 * @param digest of its manifest: what a registry will call it
 * @param layers from the lowest up
 * @param classes the list of classes of its start cache; empty text if it has none of that kind
 */
public record Image(
    Path tar, Path bill, String digest, List<Layer> layers, String classes, String startCache) {
  /**
   * One layer.
   *
   * @param bytes compressed, as it is stored and pulled
   */
  public record Layer(String name, String digest, long bytes) {}

  /** All layers, compressed. */
  public long bytes() {
    return layers.stream().mapToLong(Layer::bytes).sum();
  }
}
