package dev.tenantry.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process that was started to be judged, and what it prints. */
final class AgentProcess implements AutoCloseable {
  /** What a command needs to be found and to run, and no contract can promise. */
  private static final Set<String> INHERITED =
      Set.of("PATH", "JAVA_HOME", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH");

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;

  private AgentProcess(Process process) {
    this.process = process;
    this.readers =
        List.of(collect(process.getInputStream(), out), collect(process.getErrorStream(), err));
  }

  /** Starts it in {@code folder} with these variables, and a few that any command needs. */
  static AgentProcess start(List<String> command, Map<String, String> variables, Path folder)
      throws CannotRunException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new AgentProcess(process);
    } catch (IOException e) {
      throw new CannotRunException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  /** Its exit code; empty if it still runs after {@code limit}. */
  OptionalInt exit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return OptionalInt.empty();
    }
    for (Thread reader : readers) {
      // A child that outlives it may keep the pipe open; what was printed is read by then.
      reader.join(1_000);
    }
    return OptionalInt.of(process.exitValue());
  }

  /** Lines on stdout so far. */
  List<String> out() {
    return List.copyOf(out);
  }

  /** Lines on stderr so far. */
  List<String> err() {
    return List.copyOf(err);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Thread collect(InputStream stream, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader text =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                // The pipe of a process that was killed; what came before is kept.
                return;
              }
            },
            "conform-output");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }
}
