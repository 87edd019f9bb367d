package dev.tenantry.local.environment.processes;

import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A short command that is waited for. */
public record Command(List<String> words, Map<String, String> variables) {
  private static final int TIMED_OUT = 124;
  // Not the common pool: callers may already fill it while they wait for this output.
  private static final Executor OWN_THREAD = work -> new Thread(work).start();

  /** How a command ended; its two output streams together. */
  public record Outcome(int exitCode, String output) {
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** Runs the command in the current folder with exactly the given variables. */
  public Outcome run(Duration limit) {
    return run(limit, "", Path.of("").toAbsolutePath());
  }

  /** Runs the command, feeds it the input and waits at most as long as the limit. */
  public Outcome run(Duration limit, String input, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> readAll(process), OWN_THREAD);
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The command ended without reading: its exit code tells more than a broken pipe.
      }
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Outcome(TIMED_OUT, "no answer within " + limit.toSeconds() + " s");
      }
      return new Outcome(process.exitValue(), output.join());
    } catch (IOException e) {
      throw new Failure("cannot run " + words.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while running " + words.get(0));
    }
  }

  private static String readAll(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
