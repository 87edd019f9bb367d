package dev.tenantry.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs real processes with the variables of an environment. */
final class Command {
  /** More than the slowest command here needs on a loaded machine of two cores. */
  private static final long TIMEOUT_MINUTES = 15;

  private Command() {}

  /** Starts a process whose output is discarded; for processes that will be killed. */
  static Process start(Path folder, Map<String, String> variables, List<String> command) {
    try {
      return builder(folder, variables, command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a process to its end and returns what it printed. */
  static CommandResult run(Path folder, Map<String, String> variables, List<String> command) {
    try {
      Path log = Files.createTempFile("tenantry-engine", ".log");
      try {
        Process process = builder(folder, variables, command).redirectOutput(log.toFile()).start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(
              command
                  + " took more than "
                  + TIMEOUT_MINUTES
                  + " minutes and has printed\n"
                  + Files.readString(log, StandardCharsets.UTF_8));
        }
        return new CommandResult(
            process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static ProcessBuilder builder(
      Path folder, Map<String, String> variables, List<String> command) {
    // `env` looks the program up on the given PATH; the JVM would look on its own.
    List<String> found = new ArrayList<>(List.of("env"));
    found.addAll(command);
    var builder =
        new ProcessBuilder(found)
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(variables);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return builder;
  }
}
