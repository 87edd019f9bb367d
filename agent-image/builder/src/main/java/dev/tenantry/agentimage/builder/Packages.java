package dev.tenantry.agentimage.builder;

import dev.tenantry.agentimage.builder.debian.Distribution;
import dev.tenantry.agentimage.builder.debian.PackageLock;
import dev.tenantry.agentimage.builder.debian.PackageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which packages are taken and where they come from. */
final class Packages {
  @Option(
      names = "--locks",
      required = true,
      paramLabel = "DIR",
      description = "Folder with a lock of packages per distribution: debian-12-amd64.lock.")
  private Path locks = Path.of(".");

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description = "A lock of another name or for another distribution than this machine's.")
  private Optional<Path> lock = Optional.empty();

  @Option(
      names = "--packages",
      paramLabel = "DIR",
      description = "Folder with .deb files, for machines without apt or mirrors.")
  private Optional<Path> given = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where packages are kept (default: $TENANTRY_CACHE, else the user's folder).")
  private Optional<Path> cache = Optional.empty();

  PackageStore store(Machine machine) {
    Path folder = cache.orElseGet(machine::defaultCache).toAbsolutePath().normalize();
    return new PackageStore(folder, given);
  }

  /** The lock's file for this machine's distribution. */
  Path lockFile(Machine machine) {
    return locks.resolve(machine.distribution().label() + ".lock");
  }

  /**
   * The lock to build with. On a distribution that has none the packages are what its signed
   * sources offer today, and the caller is told.
   */
  PackageLock lock(Machine machine, PackageStore store, Path out) {
    if (lock.isPresent()) {
      return PackageLock.read(lock.get());
    }
    Path file = lockFile(machine);
    if (Files.exists(file)) {
      return PackageLock.read(file);
    }
    Distribution distribution = machine.distribution();
    PackageLock newest = store.newest(distribution);
    Path written = out.resolve(file.getFileName());
    LockVerb.write(newest, written);
    machine
        .out()
        .println(
            ("not pinned: there is no " + file + ", so the packages are today's of this machine's")
                + (" sources.\n  Copy " + written + " there to build the same image again."));
    return newest;
  }
}
