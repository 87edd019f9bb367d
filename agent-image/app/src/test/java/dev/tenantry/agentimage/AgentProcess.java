package dev.tenantry.agentimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.contract.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged agent as a process of its own, in a folder of its own. */
public final class AgentProcess implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();
  private static final Path HERE = Path.of("target/agent.jar");
  private static final Path FROM_THE_ROOT = Path.of("agent-image/app/target/agent.jar");

  private final Path folder;
  private final Map<Variable, String> variables = new EnumMap<>(Variable.class);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Process process;

  public AgentProcess(Path folder, Object settings, Map<Variable, String> more) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      Path config = folder.resolve("agent.json");
      Files.writeString(config, JSON.writeValueAsString(settings));
      Path token = folder.resolve("token");
      if (!Files.exists(token)) {
        Files.writeString(token, "token-of-" + folder.getFileName());
      }
      variables.put(Variable.AGENT_MODE, "orchestrator");
      variables.put(Variable.AGENT_CONFIG_FILE, config.toString());
      variables.put(Variable.HOST, "127.0.0.1");
      variables.put(Variable.PORT, Integer.toString(freePort()));
      variables.put(Variable.METRICS_PORT, Integer.toString(freePort()));
      variables.put(Variable.SHUTDOWN_SECONDS, "20");
      variables.put(Variable.TENANT_ID, "0b9ddf2c-1b1b-5b3a-8a3e-6a7b8c9d0e1f");
      variables.put(Variable.TENANT_NAME, "acme");
      variables.put(Variable.AGENT_NAME, "support");
      variables.put(Variable.POD_NAME, "support-0");
      variables.put(Variable.MODEL_TOKEN_FILE, token.toString());
      variables.put(Variable.DB_URL, "jdbc:sqlite:" + folder.resolve("agent.db"));
      variables.putAll(more);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  public AgentProcess start() {
    launch();
    Instant end = Instant.now().plusSeconds(60);
    while (Instant.now().isBefore(end) && process.isAlive()) {
      try {
        if (get(metricsUrl("/startupz")).statusCode() == 200) {
          return this;
        }
      } catch (UncheckedIOException notYet) {
        pause();
      }
    }
    throw new IllegalStateException("the agent did not start:\n" + log());
  }

  public void launch() {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx160m",
            "-jar",
            (Files.exists(HERE) ? HERE : FROM_THE_ROOT).toString());
    builder.environment().clear();
    variables.forEach((name, value) -> builder.environment().put(name.name(), value));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    try {
      process = builder.start();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  public Process process() {
    return process;
  }

  public Path folder() {
    return folder;
  }

  public String url(String path) {
    return "http://127.0.0.1:" + variables.get(Variable.PORT) + path;
  }

  public String metricsUrl(String path) {
    return "http://127.0.0.1:" + variables.get(Variable.METRICS_PORT) + path;
  }

  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  public HttpResponse<String> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)));
  }

  /** Asks; the answer may be a problem. */
  public HttpResponse<String> chat(Map<String, ?> body, String... headers) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(url("/v1/chat")))
              .timeout(Duration.ofSeconds(60))
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return send(request);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Asks and wants an answer. */
  public JsonNode answered(Map<String, ?> body, String... headers) {
    HttpResponse<String> response = chat(body, headers);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body() + "\n" + log());
    }
    return json(response.body());
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** SIGTERM; returns the exit code. */
  public int terminate() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        throw new AssertionError("it did not end:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  public List<JsonNode> logLines() {
    return log().lines().map(AgentProcess::json).toList();
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
