package dev.tenantry.conform.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for the model gateway: the part of OpenAI's API that agents need, and no model.
 *
 * <p>It says what it was told to say to a question that holds a given phrase, whole or streamed; it
 * can wait, call a tool, and refuse as a gateway does (402, 403, 429 with Retry-After, 503). It
 * records every request.
 */
public final class ModelStandIn implements AutoCloseable {
  /** The name by which the settings ask for the model. */
  public static final String MODEL = "conform-model";

  /** What it says where it was told nothing. */
  public static final String DEFAULT_TEXT = "All is well with you.";

  /** Tokens that it reports for each call. */
  public static final int PROMPT_TOKENS = 11;

  /** Tokens that it reports for each answer. */
  public static final int COMPLETION_TOKENS = 7;

  /** A gate that nobody opens opens by itself, so that a broken agent ends the run all the same. */
  private static final int GATE_SECONDS = 60;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalServer server;
  private final Map<String, List<ModelAnswer>> plans = new LinkedHashMap<>();
  private final List<ModelCall> calls = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  private ModelStandIn(LocalServer server) {
    this.server = server;
  }

  /** Starts it on a free port of loopback. */
  public static ModelStandIn start() throws IOException {
    LocalServer server = LocalServer.plain();
    ModelStandIn model = new ModelStandIn(server);
    server.handle(model::answer);
    return model;
  }

  /** For MODEL_BASE_URL. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.port() + "/v1";
  }

  /**
   * Says what happens to questions that hold {@code phrase}: the first answer to the first call,
   * and so on; the last one to all that follow.
   */
  public void plan(String phrase, ModelAnswer... answers) {
    synchronized (plans) {
      plans.put(phrase, List.of(answers));
    }
  }

  /** Drops every connection, as a gateway that is away. */
  public void setAway(boolean gone) {
    away = gone;
  }

  /** Calls whose newest question holds {@code phrase}, the first one first. */
  public List<ModelCall> calls(String phrase) {
    return calls.stream().filter(call -> call.newestQuestion().contains(phrase)).toList();
  }

  /** Every request so far. */
  public List<ModelCall> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    if (away) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    ModelCall call =
        new ModelCall(
            System.nanoTime(),
            path,
            LocalServer.header(exchange, "Authorization"),
            LocalServer.header(exchange, "traceparent"),
            parse(bytes));
    switch (path) {
      case "/v1/chat/completions" -> complete(exchange, call);
      case "/v1/embeddings" -> LocalServer.json(exchange, 200, embeddings(call.body()));
      case "/v1/models" -> LocalServer.json(exchange, 200, models());
      default -> {
        calls.add(call);
        LocalServer.json(exchange, 404, error(404));
      }
    }
  }

  private void complete(HttpExchange exchange, ModelCall call) throws IOException {
    ModelAnswer answer = next(call);
    await(answer.before());
    if (answer.status() != 200) {
      if (answer.retryAfterSeconds() > 0) {
        exchange.getResponseHeaders().add("Retry-After", "" + answer.retryAfterSeconds());
      }
      LocalServer.json(exchange, answer.status(), error(answer.status()));
    } else if (call.body().path("stream").asBoolean()) {
      stream(exchange, call.body(), answer);
    } else {
      await(answer.middle());
      LocalServer.json(exchange, 200, whole(call.body(), answer));
    }
  }

  private synchronized ModelAnswer next(ModelCall call) {
    String question = call.newestQuestion();
    Map<String, List<ModelAnswer>> known;
    synchronized (plans) {
      known = new LinkedHashMap<>(plans);
    }
    for (Map.Entry<String, List<ModelAnswer>> plan : known.entrySet()) {
      if (question.contains(plan.getKey())) {
        int before = calls(plan.getKey()).size();
        calls.add(call);
        return plan.getValue().get(Math.min(before, plan.getValue().size() - 1));
      }
    }
    calls.add(call);
    return ModelAnswer.says(DEFAULT_TEXT);
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await(GATE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode whole(JsonNode request, ModelAnswer answer) {
    ObjectNode body = head("chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    String tool = answer.tool() ? offered(request) : "";
    if (tool.isEmpty()) {
      message.put("content", answer.text());
    } else {
      message.putNull("content");
      toolCall(message, tool);
    }
    choice.put("finish_reason", tool.isEmpty() ? "stop" : "tool_calls");
    usage(body);
    return body;
  }

  private static void stream(HttpExchange exchange, JsonNode request, ModelAnswer answer)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    String tool = answer.tool() ? offered(request) : "";
    try (OutputStream out = exchange.getResponseBody()) {
      List<ObjectNode> deltas = new ArrayList<>();
      if (tool.isEmpty()) {
        for (String word : answer.text().split("(?<= )")) {
          deltas.add(JSON.createObjectNode().put("role", "assistant").put("content", word));
        }
      } else {
        deltas.add(toolCall(JSON.createObjectNode().put("role", "assistant"), tool));
      }
      for (int index = 0; index < deltas.size(); index++) {
        send(out, chunk(deltas.get(index), null).toString());
        if (index == 0) {
          await(answer.middle());
        }
      }
      send(out, chunk(JSON.createObjectNode(), tool.isEmpty() ? "stop" : "tool_calls").toString());
      ObjectNode last = head("chat.completion.chunk");
      last.putArray("choices");
      send(out, usage(last).toString());
      send(out, "[DONE]");
    }
  }

  private static ObjectNode chunk(ObjectNode delta, String reason) {
    ObjectNode body = head("chat.completion.chunk");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", reason);
    return body;
  }

  private static void send(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The checker's own tool if it was offered under any prefix, else the first one; or none. */
  private static String offered(JsonNode request) {
    String first = "";
    for (JsonNode tool : request.path("tools")) {
      String name = tool.path("function").path("name").asText();
      if (name.contains(ToolStandIn.TOOL)) {
        return name;
      }
      first = first.isEmpty() ? name : first;
    }
    return first;
  }

  private static ObjectNode toolCall(ObjectNode message, String tool) {
    ObjectNode call = message.putArray("tool_calls").addObject();
    call.put("index", 0).put("id", "call_conform_1").put("type", "function");
    call.putObject("function").put("name", tool).put("arguments", "{\"query\":\"conform\"}");
    return message;
  }

  private static ObjectNode head(String object) {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-conform")
        .put("object", object)
        .put("created", 0)
        .put("model", MODEL);
  }

  private static ObjectNode usage(ObjectNode body) {
    body.putObject("usage")
        .put("prompt_tokens", PROMPT_TOKENS)
        .put("completion_tokens", COMPLETION_TOKENS)
        .put("total_tokens", PROMPT_TOKENS + COMPLETION_TOKENS);
    return body;
  }

  private static ObjectNode error(int status) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", "refused by tenantry conform").put("code", "" + status);
    return body;
  }

  private static ObjectNode models() {
    ObjectNode body = JSON.createObjectNode().put("object", "list");
    body.putArray("data").addObject().put("id", MODEL).put("object", "model");
    return body;
  }

  private static ObjectNode embeddings(JsonNode request) {
    ObjectNode body = JSON.createObjectNode().put("object", "list").put("model", MODEL);
    int texts = request.path("input").isArray() ? request.path("input").size() : 1;
    body.putArray("data");
    for (int index = 0; index < texts; index++) {
      ObjectNode one = body.withArray("/data").addObject();
      one.put("object", "embedding").put("index", index).putArray("embedding").add(1.0).add(0.0);
    }
    body.putObject("usage").put("prompt_tokens", PROMPT_TOKENS).put("total_tokens", PROMPT_TOKENS);
    return body;
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
