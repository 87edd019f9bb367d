package dev.tenantry.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for the reference agent: ready if every file that its environment names is there, and
 * as an orchestrator it hands the message to the model. It is packed into a jar of its own, so it
 * uses nothing but the JDK.
 */
public final class StandInAgent {
  private static final Pattern CONTENT = Pattern.compile("\"content\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private StandInAgent() {}

  /** Runs until SIGTERM. */
  public static void main(String[] arguments) throws Exception {
    serve("METRICS_PORT", "/readyz", StandInAgent::ready);
    if (System.getenv("AGENT_MODE").equals("orchestrator")) {
      serve("PORT", "/v1/chat", StandInAgent::chat);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
    Thread.currentThread().join();
  }

  private static void serve(String port, String path, HttpHandler handler) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int number = Integer.parseInt(System.getenv(port));
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, number), 0);
    server.createContext(path, handler);
    server.start();
  }

  private static void ready(HttpExchange exchange) throws IOException {
    StringBuilder missing = new StringBuilder();
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      boolean names = variable.getKey().endsWith("_FILE");
      if (names && !Files.isReadable(Path.of(variable.getValue()))) {
        missing.append(variable).append('\n');
      }
    }
    answer(exchange, missing.isEmpty() ? 200 : 503, missing.toString());
  }

  private static void chat(HttpExchange exchange) throws IOException {
    String who = System.getenv("TENANT_NAME") + "/" + System.getenv("AGENT_NAME");
    String events =
        event("session", "{\"session\":\"s-1\"}")
            + event("token", "{\"text\":\"I am " + who + ": " + model() + "\"}")
            + event("usage", "{\"promptTokens\":3,\"completionTokens\":5}")
            + event("done", "{\"session\":\"s-1\",\"turn\":1,\"text\":\"\"}");
    answer(exchange, 200, events);
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  private static String model() throws IOException {
    String settings = Files.readString(Path.of(System.getenv("AGENT_CONFIG_FILE")));
    String name = settings.replaceAll("(?s).*?\"model\".*?\"name\" : \"([^\"]*)\".*", "$1");
    String body =
        "{\"model\":\""
            + name
            + "\",\"max_tokens\":20,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getenv("MODEL_BASE_URL") + "/chat/completions"))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Bearer " + Files.readString(Path.of(System.getenv("MODEL_TOKEN_FILE"))))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      Matcher content = CONTENT.matcher(answer);
      return content.find() ? content.group(1) : "no answer in " + answer.replace('"', '\'');
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
