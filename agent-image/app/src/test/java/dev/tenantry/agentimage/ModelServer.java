package dev.tenantry.agentimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Stands in for the model gateway: answers as a script says, and remembers what it was asked.
 *
 * <p>Tokens are counted as words, so that a test can compute them.
 */
public final class ModelServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the model says to one request. */
  public record Answer(
      int status,
      Map<String, String> headers,
      List<String> words,
      List<ToolWish> tools,
      Duration pause) {
    public static Answer text(String text) {
      return new Answer(200, Map.of(), List.of(text.split("(?<= )")), List.of(), Duration.ZERO);
    }

    public static Answer slowly(String text, Duration pause) {
      return new Answer(200, Map.of(), List.of(text.split("(?<= )")), List.of(), pause);
    }

    public static Answer status(int status, Map<String, String> headers) {
      return new Answer(status, headers, List.of(), List.of(), Duration.ZERO);
    }

    public static Answer tool(String name, String arguments) {
      return new Answer(
          200, Map.of(), List.of(), List.of(new ToolWish(name, arguments)), Duration.ZERO);
    }
  }

  /** A tool that the model wants to be called. */
  public record ToolWish(String name, String arguments) {}

  /** A request as it came. */
  public record Asked(Map<String, List<String>> headers, JsonNode body) {
    public String lastMessage() {
      JsonNode messages = body.get("messages");
      return messages.get(messages.size() - 1).path("content").asText();
    }

    public String header(String name) {
      return headers.entrySet().stream()
          .filter(one -> one.getKey().equalsIgnoreCase(name))
          .map(one -> one.getValue().get(0))
          .findFirst()
          .orElse("");
    }
  }

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, Answer> script;

  public ModelServer(Function<Asked, Answer> script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "model-server");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/v1/chat/completions", this::chat);
    server.createContext("/v1/embeddings", this::embed);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public void script(Function<Asked, Answer> next) {
    script = next;
  }

  private void chat(HttpExchange exchange) throws IOException {
    Asked request =
        new Asked(
            Map.copyOf(exchange.getRequestHeaders()),
            JSON.readTree(exchange.getRequestBody().readAllBytes()));
    asked.add(request);
    Answer answer = script.apply(request);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (answer.status() != 200) {
      exchange.sendResponseHeaders(answer.status(), -1);
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (String word : answer.words()) {
        sleep(answer.pause());
        send(out, Map.of("delta", Map.of("content", word), "index", 0));
      }
      for (int i = 0; i < answer.tools().size(); i++) {
        ToolWish tool = answer.tools().get(i);
        Map<String, Object> call =
            Map.of(
                "index",
                i,
                "id",
                "call_" + i,
                "type",
                "function",
                "function",
                Map.of("name", tool.name(), "arguments", tool.arguments()));
        send(out, Map.of("delta", Map.of("tool_calls", List.of(call)), "index", 0));
      }
      String reason = answer.tools().isEmpty() ? "stop" : "tool_calls";
      send(out, Map.of("delta", Map.of(), "index", 0, "finish_reason", reason));
      int words = answer.words().size();
      Map<String, Object> usage =
          Map.of("prompt_tokens", 10, "completion_tokens", words, "total_tokens", 10 + words);
      line(out, Map.of("id", "x", "model", "m", "choices", List.of(), "usage", usage));
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      // The caller was killed; that is what some tests are about.
    }
  }

  private void embed(HttpExchange exchange) throws IOException {
    JsonNode input = JSON.readTree(exchange.getRequestBody().readAllBytes()).get("input");
    List<Map<String, Object>> data = new CopyOnWriteArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      data.add(
          Map.of("object", "embedding", "index", i, "embedding", letters(input.get(i).asText())));
    }
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of(
                "object",
                "list",
                "model",
                "e",
                "data",
                data,
                "usage",
                Map.of("prompt_tokens", 1, "total_tokens", 1)));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** How often each letter occurs: texts with the same words are near each other. */
  private static List<Double> letters(String text) {
    double[] counts = new double[26];
    text.toLowerCase(java.util.Locale.ROOT)
        .chars()
        .filter(one -> one >= 'a' && one <= 'z')
        .forEach(one -> counts[one - 'a']++);
    return java.util.Arrays.stream(counts).boxed().toList();
  }

  private static void send(OutputStream out, Map<String, Object> choice) throws IOException {
    line(out, Map.of("id", "x", "model", "m", "choices", List.of(choice)));
  }

  private static void line(OutputStream out, Map<String, Object> chunk) throws IOException {
    out.write(
        ("data: " + JSON.writeValueAsString(chunk) + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
