package dev.tenantry.agentimage.builder.start;

import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One process of an unpacked image, spoken to over this machine's loopback as the contract says.
 */
public final class RunningImage implements AutoCloseable {
  private static final int OK = HttpURLConnection.HTTP_OK;
  private static final Duration POLL = Duration.ofMillis(10);
  private static final int ANSWER_MILLIS = 30_000;

  private final Process process;
  private final Path output;
  private final int port;
  private final int metricsPort;

  private RunningImage(Process process, Path output, int port, int metricsPort) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.metricsPort = metricsPort;
  }

  /**
   * Starts an image's program on free ports.
   *
   * @param words the program with its arguments, as an entrypoint
   * @param output the file that gets what it prints
   */
  public static RunningImage start(
      UnpackedImage image, List<String> words, Map<String, String> environment, Path output) {
    int[] ports = freePorts();
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(Variable.PORT.name(), Integer.toString(ports[0]));
    variables.put(Variable.METRICS_PORT.name(), Integer.toString(ports[1]));
    return new RunningImage(image.start(variables, words, output), output, ports[0], ports[1]);
  }

  /**
   * Waits until the application says that it has started.
   *
   * @throws Failure if it ends or does not say so in time; the message has what it printed
   */
  public void awaitStartup(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new Failure(
            "the application ended with code " + process.exitValue() + " at start:\n" + printed());
      }
      if (answers()) {
        return;
      }
      pause();
    }
    throw new Failure(
        ("the application did not answer " + Door.STARTUP + " with 200 within ")
            + (most.toSeconds() + " s:\n" + printed()));
  }

  private boolean answers() {
    try {
      return ask(metricsPort, Door.STARTUP, "").status() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends one request of a training; its answer's status, or 0 if there was none. */
  int send(Training.Request wanted) {
    try {
      return ask(port, wanted.path(), wanted.body()).status();
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * The body of a GET on the application's port.
   *
   * @throws Failure if the answer is not 200
   */
  public String get(String path) {
    try {
      Answer answer = ask(port, path, "");
      if (answer.status() != OK) {
        throw new Failure(path + " answered " + answer.status());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends SIGTERM to the application and waits for its end.
   *
   * @return its exit code
   * @throws Failure if it does not end in time; then it is killed
   */
  public int terminate(Duration most) {
    application().destroy();
    try {
      if (process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    close();
    throw new Failure(
        "the application did not end within " + most.toSeconds() + " s of SIGTERM:\n" + printed());
  }

  /** The application's process as this machine sees it. */
  public ProcessHandle application() {
    // `unshare` waits for its only child and passes no signal on.
    return process.children().findFirst().orElseGet(process::toHandle);
  }

  /** What it printed so far. */
  public String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "";
    }
  }

  /** Ends it at once if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private record Answer(int status, String body) {}

  /**
   * One request on a connection of its own, closed by the server: a connection that is kept would
   * make a recording differ by whether it is still there when the application ends.
   */
  private static Answer ask(int port, String path, String body) throws IOException {
    URL address = new URL("http", "127.0.0.1", port, path);
    HttpURLConnection connection = (HttpURLConnection) address.openConnection();
    connection.setRequestProperty("Connection", "close");
    connection.setConnectTimeout(ANSWER_MILLIS);
    connection.setReadTimeout(ANSWER_MILLIS);
    if (!body.isEmpty()) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    InputStream stream =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream();
    if (stream == null) {
      return new Answer(status, "");
    }
    try (stream) {
      return new Answer(status, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static Failure interrupted() {
    Thread.currentThread().interrupt();
    return new Failure("interrupted while the image ran");
  }

  private static int[] freePorts() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, loopback);
        ServerSocket second = new ServerSocket(0, 1, loopback)) {
      return new int[] {first.getLocalPort(), second.getLocalPort()};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
