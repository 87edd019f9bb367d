package dev.tenantry.tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Linters that come as Python packages, by {@code local/tools/linters/requirements.txt}.
 *
 * @param folder their programs
 */
public record PackagedTools(Path folder) {
  private static final Path PINS = Path.of("local/tools/linters/requirements.txt");
  private static final int INSTALL_MINUTES = 5;
  private static final int HEX_DIGITS = 12;

  /** Installs them into the cache folder, once for each content of the file with their pins. */
  public static PackagedTools find() throws IOException, InterruptedException {
    Path tools = Files.createDirectories(cache(System.getenv()).resolve("tools"));
    Path place = tools.resolve("linters-" + key());
    Path lock = tools.resolve(place.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (held.isValid() && !Files.exists(place)) {
        install(place);
      }
    }
    return new PackagedTools(place.resolve("bin"));
  }

  /** One program. */
  public Path program(String name) {
    return folder.resolve(name);
  }

  private static void install(Path place) throws IOException, InterruptedException {
    Path draft = place.resolveSibling(place.getFileName() + ".draft");
    delete(draft);
    List<String> command =
        List.of(
            "python3",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--target",
            draft.toString(),
            "--requirement",
            PINS.toString());
    Path log = Files.createTempFile("pip", ".log");
    try {
      Process pip =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!pip.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || pip.exitValue() != 0) {
        pip.destroyForcibly();
        throw new AssertionError(
            "the linters could not be installed. Debian, Ubuntu: apt-get install python3-pip\n"
                + Files.readString(log));
      }
    } catch (IOException e) {
      throw new AssertionError("Debian, Ubuntu: apt-get install python3-pip", e);
    } finally {
      Files.deleteIfExists(log);
    }
    Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** As the local environment chooses it. */
  private static Path cache(Map<String, String> variables) {
    String own = variables.getOrDefault("TENANTRY_CACHE", "");
    String user = variables.getOrDefault("XDG_CACHE_HOME", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    return user.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "tenantry")
        : Path.of(user, "tenantry");
  }

  private static String key() throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(PINS));
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
