package dev.tenantry.agentimage.builder;

import dev.tenantry.agentimage.builder.debian.LockedPackage;
import dev.tenantry.agentimage.builder.debian.PackageLock;
import dev.tenantry.agentimage.builder.debian.PackageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the newest packages of this machine's sources into its distribution's lock. */
@Command(
    name = "lock",
    mixinStandardHelpOptions = true,
    description = "Writes a lock of the newest packages that this machine's sources offer.")
final class LockVerb implements Callable<Integer> {
  private final Machine machine;

  @Mixin private Packages packages = new Packages();

  LockVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    PackageStore store = packages.store(machine);
    PackageLock lock = store.newest(machine.distribution());
    // Fetched now, so that what the lock names can be had at least here.
    lock.packages().forEach(store::file);
    Path file = packages.lockFile(machine);
    write(lock, file);
    machine.out().println(file + ":");
    for (LockedPackage item : lock.packages()) {
      machine.out().println("  " + item.name() + " " + item.version());
    }
    return 0;
  }

  static void write(PackageLock lock, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, lock.text());
    } catch (IOException e) {
      throw new Failure("cannot write " + file, e);
    }
  }
}
