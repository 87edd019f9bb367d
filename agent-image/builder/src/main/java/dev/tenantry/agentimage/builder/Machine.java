package dev.tenantry.agentimage.builder;

import dev.tenantry.agentimage.builder.debian.Distribution;
import dev.tenantry.agentimage.builder.runtime.Jdk;
import dev.tenantry.agentimage.builder.runtime.JdkSearch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The machine that builds, as far as its environment tells. */
record Machine(Map<String, String> variables, PrintStream out, PrintStream err) {
  private static final Path OS_RELEASE = Path.of("/etc/os-release");

  /** The folder that all checkouts share; the same as the local environment's. */
  Path defaultCache() {
    Optional<String> own = variable("TENANTRY_CACHE");
    return own.map(Path::of)
        .orElseGet(
            () ->
                variable("XDG_CACHE_HOME")
                    .map(Path::of)
                    .orElseGet(() -> home().resolve(".cache"))
                    .resolve("tenantry"));
  }

  Distribution distribution() {
    return Distribution.of(OS_RELEASE, System.getProperty("os.arch"));
  }

  /** The named JDK, else the newest LTS. */
  Jdk jdk(Optional<Path> named) {
    JdkSearch search = new JdkSearch(distribution().architecture());
    return named
        .map(search::at)
        .orElseGet(() -> search.newest(JdkSearch.usualPlaces(variable("JAVA_HOME"), home())));
  }

  /** SOURCE_DATE_EPOCH of reproducible-builds.org: seconds since 1970; else the start of 1970. */
  Instant created() {
    try {
      return variable("SOURCE_DATE_EPOCH")
          .map(Long::parseLong)
          .map(Instant::ofEpochSecond)
          .orElse(Instant.EPOCH);
    } catch (NumberFormatException | DateTimeException e) {
      throw new Failure("SOURCE_DATE_EPOCH is no number of seconds", e);
    }
  }

  private Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }
}
