package dev.tenantry.agentimage.builder;

import dev.tenantry.agentimage.builder.debian.PackageLock;
import dev.tenantry.agentimage.builder.runtime.Jdk;
import dev.tenantry.agentimage.builder.start.StartCache;
import dev.tenantry.agentimage.builder.start.Training;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What decides an image. Two builds of equal requests give the same digest, unless the start cache
 * is one that differs each time, see {@link StartCache}.
 *
 * @param application folder with agent.jar and lib/
 * @param modules of the runtime, beside the usual ones
 * @param classes list for {@link StartCache#CLASSES}; without it the training records one
 * @param about what the labels say
 */
public record BuildRequest(
    Path application,
    PackageLock lock,
    Jdk jdk,
    List<String> modules,
    StartCache startCache,
    Optional<Path> classes,
    Training training,
    About about) {

  /**
   * What an image says of itself.
   *
   * @param name without a registry
   * @param revision of the sources; empty if it is not known
   * @param created the time that every label and document has, by default the start of 1970: two
   *     builds of the same files are then the same image
   */
  public record About(String name, String version, String revision, Instant created) {}
}
