package dev.tenantry.conform.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** POST /v1/chat: who is let in, and in which form the answer goes out. */
final class SampleDoor {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Fault fault;
  private final SampleTurn turns;
  private final int most;
  private final Semaphore running;
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean draining;

  SampleDoor(Fault fault, SampleTurn turns, JsonNode limits) {
    this.fault = fault;
    this.turns = turns;
    this.running = new Semaphore(limits.path("concurrent").asInt());
    this.most = limits.path("concurrent").asInt() + limits.path("waiting").asInt();
  }

  /** Lets nobody in any more. */
  void drain() {
    draining = fault != Fault.ACCEPTS_WHILE_DRAINING;
  }

  boolean isBusy() {
    return inside.get() > 0;
  }

  boolean isFull() {
    return inside.get() >= most;
  }

  void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (draining) {
      refuse(exchange, 503, "draining", "1");
      return;
    }
    int now = inside.incrementAndGet();
    try {
      if (now > most && fault != Fault.HANGS_ON_OVERLOAD) {
        refuse(exchange, 503, "overloaded", "1");
        return;
      }
      running.acquire();
      try {
        turn(exchange, body);
      } finally {
        running.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inside.decrementAndGet();
    }
  }

  private void turn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    SampleTurn.Question question;
    try {
      JsonNode request = JSON.readTree(body);
      String session = request.path("session").asText(UUID.randomUUID().toString());
      String message = request.path("message").asText("");
      if (message.isBlank()) {
        throw new IllegalArgumentException("no message");
      }
      String trace = header(exchange, "traceparent");
      question =
          new SampleTurn.Question(
              UUID.fromString(session).toString(),
              header(exchange, "Idempotency-Key"),
              message,
              trace.isEmpty() ? "" : trace.split("-")[1],
              header(exchange, "x-tenant-id"));
    } catch (IOException | IllegalArgumentException e) {
      if (fault == Fault.NO_PROBLEM) {
        send(exchange, 400, "text/plain", "bad request");
      } else {
        refuse(exchange, 400, "bad request", "");
      }
      return;
    }
    if (header(exchange, "Accept").contains("text/event-stream")) {
      stream(exchange, question);
    } else {
      whole(exchange, question);
    }
  }

  private void whole(HttpExchange exchange, SampleTurn.Question question)
      throws IOException, InterruptedException {
    try {
      ObjectNode answer = turns.answer(question, null);
      String type = fault == Fault.WRONG_TYPE ? "text/plain" : "application/json";
      send(exchange, 200, type, answer.toString());
    } catch (SampleModel.Refused e) {
      if (e.status == 429 && fault != Fault.SWALLOWS_429) {
        refuse(exchange, 429, "too many requests", e.retryAfter);
      } else {
        refuse(exchange, 502, "the gateway refused", "");
      }
    }
  }

  private void stream(HttpExchange exchange, SampleTurn.Question question)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      List<Runnable> late = new ArrayList<>();
      BiConsumer<String, ObjectNode> events =
          (name, data) -> {
            if (fault == Fault.STREAM_LATE) {
              late.add(() -> event(out, name, data));
            } else {
              event(out, name, data);
            }
          };
      events.accept("session", JSON.createObjectNode().put("session", question.session()));
      try {
        ObjectNode answer = turns.answer(question, events);
        events.accept("usage", (ObjectNode) answer.path("usage"));
        if (fault != Fault.STREAM_WITHOUT_END) {
          events.accept("done", answer);
        }
      } catch (SampleModel.Refused e) {
        boolean done = fault == Fault.STREAM_DONE_AFTER_ERROR;
        events.accept(done ? "done" : "error", problem(502, "the gateway refused"));
      }
      late.forEach(Runnable::run);
    }
  }

  private static void event(OutputStream out, String name, ObjectNode data) {
    try {
      out.write(("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuse(HttpExchange exchange, int status, String title, String retryAfter)
      throws IOException {
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    send(exchange, status, "application/problem+json", problem(status, title).toString());
  }

  private static ObjectNode problem(int status, String title) {
    return JSON.createObjectNode()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status);
  }

  static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
