package dev.tenantry.agentimage.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.tenantry.agentimage.json.Json;
import dev.tenantry.contract.Door;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** One request and its answer. */
public final class Exchange {
  /** Longer bodies are refused; a message of a person has room. */
  static final int BODY_MAX = 1 << 20;

  private final HttpExchange inner;
  private boolean answered;

  Exchange(HttpExchange inner) {
    this.inner = inner;
  }

  /** The method, in capitals. */
  public String method() {
    return inner.getRequestMethod();
  }

  /** The path, without its query. */
  public String path() {
    return inner.getRequestURI().getPath();
  }

  /** A header of the request. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(inner.getRequestHeaders().getFirst(name));
  }

  /** The TLS session of the caller; empty without TLS. */
  public Optional<SSLSession> tls() {
    return inner instanceof HttpsExchange secure
        ? Optional.of(secure.getSSLSession())
        : Optional.empty();
  }

  /**
   * The whole body.
   *
   * @throws HttpProblem with status 413 if it is longer than a mebibyte
   */
  public byte[] body() {
    try {
      byte[] bytes = inner.getRequestBody().readNBytes(BODY_MAX + 1);
      if (bytes.length > BODY_MAX) {
        throw new HttpProblem(413, "Content too large", "send at most " + BODY_MAX + " bytes");
      }
      return bytes;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /**
   * The body as a JSON object.
   *
   * @throws HttpProblem with status 400 if it is none
   */
  public JsonNode object() {
    return Json.object(body())
        .orElseThrow(() -> new HttpProblem(400, "Bad request", "the body is no JSON object"));
  }

  /** Answers with JSON. */
  public void json(int status, Object value) {
    answer(status, "application/json", Json.write(value).getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with bytes of any type. */
  public void answer(int status, String type, byte[] bytes) {
    try {
      header(status, type, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        inner.getResponseBody().write(bytes);
      }
    } catch (IOException problem) {
      throw new CallerGone(problem);
    } finally {
      inner.close();
    }
  }

  /** Adds a header to the answer. */
  public void set(String name, String value) {
    inner.getResponseHeaders().set(name, value);
  }

  /** Begins a stream of events; nothing else can be answered afterwards. */
  public EventStream stream() {
    try {
      set("Cache-Control", "no-store");
      header(200, "text/event-stream; charset=utf-8", 0);
      OutputStream out = inner.getResponseBody();
      return new EventStream(out, inner::close);
    } catch (IOException problem) {
      throw new CallerGone(problem);
    }
  }

  /** Whether an answer was begun. */
  public boolean isAnswered() {
    return answered;
  }

  void problem(HttpProblem problem) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", problem.getMessage());
    problem
        .retryAfter()
        .ifPresent(after -> set(Door.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds()))));
    answer(
        problem.status(),
        "application/problem+json",
        Json.write(body).getBytes(StandardCharsets.UTF_8));
  }

  private void header(int status, String type, long length) throws IOException {
    answered = true;
    set("Content-Type", type);
    set("X-Content-Type-Options", "nosniff");
    inner.sendResponseHeaders(status, length);
  }
}
