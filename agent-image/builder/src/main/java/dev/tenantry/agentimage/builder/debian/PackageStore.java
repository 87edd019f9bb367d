package dev.tenantry.agentimage.builder.debian;

import dev.tenantry.agentimage.builder.Digests;
import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Package files in the cache folder, named by their checksum: what was fetched once can be built
 * from for ever, also when the distribution has dropped that version.
 */
public final class PackageStore {
  /**
   * What the runtime and programs that people add need: libraries, the locale C.UTF-8, zones, names
   * of ports and protocols, certificates, licence texts. Nothing that runs.
   */
  static final List<String> NAMES =
      List.of(
          "base-files",
          "ca-certificates",
          "libc-bin",
          "libc6",
          "libgcc-s1",
          "libstdc++6",
          "netbase",
          "tzdata",
          "zlib1g");

  /** Holds the licence of libgcc and libstdc++; its name has GCC's version in it. */
  private static final Pattern LICENCE_OWNER = Pattern.compile("gcc-\\d+-base");

  private final Path packages;
  private final Path drafts;
  private final Optional<Path> given;
  private final Apt apt;

  /**
   * Uses a cache folder.
   *
   * @param cache the folder that all checkouts share
   * @param given a folder with .deb files that somebody brought
   */
  public PackageStore(Path cache, Optional<Path> given) {
    this.packages = cache.resolve("packages");
    this.drafts = cache.resolve("drafts");
    this.given = given;
    this.apt = new Apt(cache.resolve("apt"));
  }

  /** The file of a package: from the cache, else from the given folder, else by apt. */
  public Path file(LockedPackage item) {
    Path file = packages.resolve(item.sha256() + ".deb");
    if (Files.exists(file)) {
      return file;
    }
    Path source = brought(item).orElseGet(() -> apt.download(item, drafts.resolve(item.sha256())));
    try {
      Files.createDirectories(packages);
      Path draft = Files.createTempFile(packages, "draft", ".deb");
      Files.copy(source, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Folders.delete(drafts.resolve(item.sha256()));
    return file;
  }

  /** A lock of what this machine's package sources offer now. */
  public PackageLock newest(Distribution distribution) {
    LockedPackage libgcc = apt.candidate("libgcc-s1");
    Matcher owner = LICENCE_OWNER.matcher(DebFile.control(file(libgcc)).value("Depends"));
    Stream<String> names =
        owner.find() ? Stream.concat(NAMES.stream(), Stream.of(owner.group())) : NAMES.stream();
    return new PackageLock(
        distribution,
        names.map(apt::candidate).sorted(Comparator.comparing(LockedPackage::name)).toList());
  }

  private Optional<Path> brought(LockedPackage item) {
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isDirectory(given.get())) {
      throw new Failure("there is no folder " + given.get());
    }
    return Folders.files(given.get()).stream()
        .filter(file -> file.toString().endsWith(".deb"))
        .filter(file -> Digests.of(file).equals(item.sha256()))
        .findFirst();
  }
}
