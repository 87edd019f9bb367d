package dev.tenantry.agentimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium, driven by its own protocol (DevTools) without a library. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();

  Browser(Path folder) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                program(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--window-size=1200,700",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    Path port = folder.resolve("DevToolsActivePort");
    Instant end = Instant.now().plusSeconds(60);
    while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
      if (Instant.now().isAfter(end) || !process.isAlive()) {
        throw new AssertionError(Files.readString(folder.resolve("chromium.log")));
      }
      Thread.sleep(50);
    }
    int number = Integer.parseInt(Files.readAllLines(port).get(0));
    socket = open(page(number));
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
  }

  private static String program() {
    for (String name : PROGRAMS) {
      for (String folder : System.getenv("PATH").split(":")) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Path.of(folder, name).toString();
        }
      }
    }
    throw new AssertionError(
        "no Chromium was found, which this test drives. Debian, Ubuntu: apt-get install chromium");
  }

  private static URI page(int port) throws IOException {
    JsonNode targets =
        JSON.readTree(URI.create("http://127.0.0.1:" + port + "/json/list").toURL().openStream());
    for (JsonNode target : targets) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new AssertionError("no page in " + targets);
  }

  private WebSocket open(URI uri) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(
            uri,
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                part.append(text);
                if (last) {
                  String message = part.toString();
                  part.setLength(0);
                  received(message);
                }
                from.request(1);
                return null;
              }
            })
        .join();
  }

  private void received(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (message.has("id")) {
        answers.get(message.get("id").asInt()).complete(message);
      } else if (message.path("method").asText().equals("Runtime.exceptionThrown")
          || message.path("params").path("entry").path("level").asText().equals("error")) {
        complaints.add(message.path("params").toString());
      }
    } catch (IOException problem) {
      complaints.add(problem.toString());
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    try {
      int id = number.incrementAndGet();
      CompletableFuture<JsonNode> answer = new CompletableFuture<>();
      answers.put(id, answer);
      String text =
          JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
      socket.sendText(text, true).join();
      JsonNode message = answer.orTimeout(30, TimeUnit.SECONDS).join();
      if (message.has("error")) {
        throw new AssertionError(method + ": " + message.get("error"));
      }
      return message.path("result");
    } catch (IOException problem) {
      throw new AssertionError(problem);
    }
  }

  void go(String url) {
    call("Page.navigate", Map.of("url", url));
  }

  /** What a script evaluates to, as text. */
  String tell(String script) {
    JsonNode result = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(script + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value").asText();
  }

  /** Waits until a script evaluates to a text. */
  void await(String script, String wanted) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    String last = "";
    while (Instant.now().isBefore(end)) {
      last = tell(script);
      if (last.equals(wanted)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(script + " is '" + last + "', not '" + wanted + "'");
  }

  /** What the page complained of: errors of scripts, and what its policy refused. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  void picture(Path file) throws IOException {
    String data = call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
