package dev.tenantry.agentimage.builder;

import dev.tenantry.agentimage.builder.debian.Distribution;
import dev.tenantry.agentimage.builder.debian.PackageLock;
import dev.tenantry.agentimage.builder.debian.PackageStore;
import dev.tenantry.agentimage.builder.demo.DemoApplication;
import dev.tenantry.agentimage.builder.runtime.Jdk;
import dev.tenantry.agentimage.builder.start.StartCache;
import dev.tenantry.agentimage.builder.start.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Images of the demo application, from this machine's JDK and lock. */
final class BuiltImages {
  private static final Training TRAINING =
      new Training(null, null, List.of(new Training.Request("/v1/chat", "", 5)));

  private final Path folder;
  private final PackageStore packages;
  private final PackageLock lock;
  private final Jdk jdk;

  /**
   * Prepares builds.
   *
   * @param folder for all that they write, except for the packages in the user's cache
   */
  BuiltImages(Path folder) {
    Machine machine = new Machine(System.getenv(), System.out, System.err);
    this.folder = folder;
    this.packages = new PackageStore(machine.defaultCache(), Optional.empty());
    this.jdk = machine.jdk(Optional.empty());
    this.lock = lock(machine.distribution());
  }

  /** The lock of this distribution, else what its sources offer; aborts the tests if none do. */
  private PackageLock lock(Distribution distribution) {
    Path file = Path.of("../packages", distribution.label() + ".lock");
    try {
      PackageLock found =
          Files.exists(file) ? PackageLock.read(file) : packages.newest(distribution);
      found.packages().forEach(packages::file);
      return found;
    } catch (Failure e) {
      Assumptions.abort("the packages of the image cannot be had here: " + e.getMessage());
      throw e;
    }
  }

  Jdk jdk() {
    return jdk;
  }

  /** Builds from nothing but cached packages; work folder, application and output are new. */
  Image build(String name, StartCache cache, Optional<Path> classes) throws IOException {
    Path own = Folders.fresh(folder.resolve(name));
    BuildRequest request =
        new BuildRequest(
            DemoApplication.write(own.resolve("application")),
            lock,
            jdk,
            List.of(),
            cache,
            classes,
            TRAINING,
            new BuildRequest.About("demo", "1.0", "abcdef", Instant.EPOCH));
    Path work = own.resolve("work");
    Image image =
        new ImageBuilder(packages, work, (step, detail) -> {}).build(request, own.resolve("out"));
    Folders.delete(work);
    return image;
  }
}
