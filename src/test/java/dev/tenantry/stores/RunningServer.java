package dev.tenantry.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server as a process of this test run; stopped with it. */
public final class RunningServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;

  private RunningServer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a program in a folder, with its output in a file there. */
  public static RunningServer start(Path folder, List<String> command) {
    try {
      Path log = folder.resolve("server.log");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new RunningServer(process, log);
    } catch (IOException e) {
      throw new AssertionError("cannot start " + command, e);
    }
  }

  /** Waits for a question to succeed; a server that ended or stays mute is a failed test. */
  public void awaitReady(Question question) {
    long end = System.nanoTime() + START.toNanos();
    Exception last = null;
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        question.ask();
        return;
      } catch (Exception e) {
        last = e;
        pause();
      }
    }
    throw new AssertionError("the server is not ready:\n" + output(), last);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** A port of 127.0.0.1 that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server said. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end and waits. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the server did not stop:\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Fails while a server is not ready. */
  @FunctionalInterface
  public interface Question {
    /** Asks once. */
    void ask() throws Exception;
  }
}
