package dev.tenantry.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenantry.contract.Door;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.OptionalLong;

/**
 * What came back from one request.
 *
 * @param status of HTTP
 * @param type header Content-Type; empty without
 * @param retryAfter header Retry-After; empty without
 * @param body as text
 * @param millis from the request to its last byte
 */
record Answer(int status, String type, String retryAfter, String body, long millis) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer of(HttpResponse<?> response, String body, long millis) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.headers().firstValue(Door.RETRY_AFTER).orElse(""),
        body,
        millis);
  }

  /** The body as JSON, whatever its type says; a missing node if it is none. */
  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  String session() {
    return json().path("session").asText("");
  }

  String text() {
    return json().path("text").asText("");
  }

  /** Seconds of Retry-After; empty unless it is a positive whole number. */
  OptionalLong retryAfterSeconds() {
    return retryAfter.matches("[1-9][0-9]{0,5}")
        ? OptionalLong.of(Long.parseLong(retryAfter))
        : OptionalLong.empty();
  }

  /** Whether it is a problem of RFC 9457 about this very status. */
  boolean isProblem() {
    return type.startsWith("application/problem+json")
        && json().path("status").asInt() == status
        && !json().path("title").asText("").isBlank();
  }

  /** Whether it refuses work for now, and says for how long. */
  boolean isRefusalForNow() {
    return status == 503 && retryAfterSeconds().isPresent();
  }

  @Override
  public String toString() {
    return status
        + (type.isEmpty() ? "" : " " + type)
        + (retryAfter.isEmpty() ? "" : ", Retry-After: " + retryAfter)
        + (body.isBlank() ? "" : ", " + Words.brief(body));
  }
}
