package dev.tenantry.conform.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.contract.Variable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Calls the model gateway. */
final class SampleModel {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Fault fault;
  private final String name;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  SampleModel(Fault fault, String name) throws IOException {
    this.fault = fault;
    this.name = fault == Fault.WRONG_MODEL ? "some-other-model" : name;
    this.token = token();
  }

  /** The gateway said no. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    final int status;
    final String retryAfter;

    Refused(int status, String retryAfter) {
      this.status = status;
      this.retryAfter = retryAfter;
    }
  }

  /**
   * One call.
   *
   * @param tokens gets each piece of text as it comes; null to have it all at once
   * @return a message of role assistant, with a field {@code usage} beside
   */
  ObjectNode call(ArrayNode messages, ArrayNode tools, String trace, Consumer<String> tokens)
      throws IOException, InterruptedException, Refused {
    try {
      return once(messages, tools, trace, tokens);
    } catch (Refused e) {
      boolean again =
          e.status == 503 && fault != Fault.GIVES_UP_ON_503
              || e.status == 402 && fault == Fault.RETRIES_402;
      if (again) {
        return once(messages, tools, trace, tokens);
      }
      if (e.status == 429 && fault == Fault.IMPATIENT) {
        once(messages, tools, trace, tokens);
      }
      throw e;
    }
  }

  private ObjectNode once(
      ArrayNode messages, ArrayNode tools, String trace, Consumer<String> tokens)
      throws IOException, InterruptedException, Refused {
    ObjectNode body = JSON.createObjectNode().put("model", name).put("stream", tokens != null);
    body.set("messages", messages);
    body.set("tools", tools);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(System.getenv(Variable.MODEL_BASE_URL.name()) + "/chat/completions"))
            .header("Authorization", "Bearer " + (fault == Fault.TOKEN_CACHED ? token : token()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    if (!trace.isEmpty() && fault != Fault.NO_TRACE) {
      request.header("traceparent", "00-" + trace + "-00000000000000a1-01");
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new Refused(
          response.statusCode(), response.headers().firstValue("Retry-After").orElse("1"));
    }
    try (InputStream answer = response.body()) {
      return tokens == null ? whole(answer) : streamed(answer, tokens);
    }
  }

  /** The probe that must not depend on it. */
  boolean answers() {
    try {
      URI models = URI.create(System.getenv(Variable.MODEL_BASE_URL.name()) + "/models");
      HttpRequest request = HttpRequest.newBuilder(models).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static String token() throws IOException {
    return Files.readString(Path.of(System.getenv(Variable.MODEL_TOKEN_FILE.name()))).strip();
  }

  private static ObjectNode whole(InputStream answer) throws IOException {
    JsonNode body = JSON.readTree(answer);
    ObjectNode message = (ObjectNode) body.path("choices").path(0).path("message");
    message.set("usage", body.path("usage"));
    return message;
  }

  private static ObjectNode streamed(InputStream answer, Consumer<String> tokens)
      throws IOException {
    ObjectNode message = JSON.createObjectNode().put("role", "assistant");
    StringBuilder text = new StringBuilder();
    Stream<String> lines =
        new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8)).lines();
    for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
      String line = each.next();
      if (!line.startsWith("data: {")) {
        continue;
      }
      JsonNode chunk = JSON.readTree(line.substring(6));
      JsonNode delta = chunk.path("choices").path(0).path("delta");
      if (delta.has("content")) {
        text.append(delta.path("content").asText());
        tokens.accept(delta.path("content").asText());
      }
      if (delta.has("tool_calls")) {
        message.set("tool_calls", delta.path("tool_calls"));
      }
      if (chunk.has("usage")) {
        message.set("usage", chunk.path("usage"));
      }
    }
    return message.put("content", text.toString());
  }
}
