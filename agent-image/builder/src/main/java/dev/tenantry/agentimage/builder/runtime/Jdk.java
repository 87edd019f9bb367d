package dev.tenantry.agentimage.builder.runtime;

import dev.tenantry.agentimage.builder.Command;
import dev.tenantry.agentimage.builder.debian.Distribution;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A JDK of this machine that can make runtimes.
 *
 * @param version of the runtime, with its build: 25.0.3+9-LTS
 * @param implementor who built it
 */
public record Jdk(Path home, Runtime.Version version, String implementor) {
  /** JDK 24 and newer may make a runtime out of themselves, without the folder jmods (JEP 493). */
  private static final int FIRST_WITHOUT_MODULE_FILES = 24;

  private static final int FIRST_LTS_USED = 17;
  private static final int FEATURES_BETWEEN_LTS = 4;

  /**
   * Looks at a folder; empty if it is no JDK, is for another processor or C library, or has no
   * jlink that works.
   */
  static Optional<Jdk> at(Path folder, String architecture) {
    Properties release = new Properties();
    try {
      release.load(new StringReader(Files.readString(folder.resolve("release"))));
      Path home = folder.toRealPath();
      Optional<Runtime.Version> version = version(text(release, "JAVA_RUNTIME_VERSION"));
      if (version.isEmpty()
          || !Distribution.architecture(text(release, "OS_ARCH")).equals(architecture)
          || text(release, "LIBC").equals("musl")
          || !canLink(home, version.get().feature())) {
        return Optional.empty();
      }
      return Optional.of(new Jdk(home, version.get(), text(release, "IMPLEMENTOR")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether this is a release with long-term support: every fourth since 17. */
  boolean isLongTerm() {
    int feature = version.feature();
    return feature >= FIRST_LTS_USED && (feature - FIRST_LTS_USED) % FEATURES_BETWEEN_LTS == 0;
  }

  /** The release's number: 17, 21, 25. */
  public int feature() {
    return version.feature();
  }

  /** For people: {@code Eclipse Adoptium 25.0.3+9-LTS}. */
  public String label() {
    return (implementor + " " + version).trim();
  }

  Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static boolean canLink(Path home, int feature) {
    if (!Files.isExecutable(home.resolve("bin/jlink"))) {
      return false;
    }
    if (Files.exists(home.resolve("jmods/java.base.jmod"))) {
      return true;
    }
    if (feature < FIRST_WITHOUT_MODULE_FILES) {
      return false;
    }
    List<String> help = List.of(home.resolve("bin/jlink").toString(), "--help");
    return Command.ask(home, Map.of(), help)
        .filter(answer -> answer.output().contains("run-time image enabled"))
        .isPresent();
  }

  private static Optional<Runtime.Version> version(String text) {
    try {
      return Optional.of(Runtime.Version.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Properties release, String key) {
    return release.getProperty(key, "").replace("\"", "");
  }
}
