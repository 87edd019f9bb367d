package dev.tenantry.local.providers.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Requests to one API server, with objects as plain trees. The client library does transport,
 * certificates and credentials; its typed models would lose fields that they do not know.
 */
final class ApiServer implements AutoCloseable {
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private final Optional<String> absence;
  private final HttpClient client;
  private final String url;
  private final Cancellation cancellation;
  private final Duration timeout;

  /**
   * A connection that is made at the first request.
   *
   * @param absence why there is no API server to ask; empty if the settings name one
   */
  ApiServer(Config config, Optional<String> absence, Cancellation cancellation) {
    this.absence = absence;
    config.setRequestRetryBackoffLimit(0);
    this.client = new JdkHttpClientFactory().newBuilder(config).build();
    this.url = config.getMasterUrl().replaceAll("/+$", "");
    this.cancellation = cancellation;
    this.timeout = Duration.ofMillis(config.getRequestTimeout());
  }

  String url() {
    return url;
  }

  /** Reads an object; a missing one is empty. */
  Optional<Map<String, Object>> get(ObjectRef ref) {
    return get(ref.path(), "get " + ref);
  }

  /** Reads a path; a missing one is empty. */
  Optional<Map<String, Object>> get(String path, String action) {
    try {
      return Optional.of(send("GET", path, "", "", action));
    } catch (ApiFailure failure) {
      if (failure.isNotFound()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** One short request without a second try, to learn whether anybody answers. */
  void probe() {
    HttpRequest request =
        client.newHttpRequestBuilder().uri(url + "/version").timeout(5, TimeUnit.SECONDS).build();
    await(request, "ask for the version");
  }

  /** Server-side apply. */
  Map<String, Object> apply(ObjectRef ref, Map<String, Object> body, ApplyMode mode) {
    String query =
        "?fieldManager="
            + URLEncoder.encode(mode.manager(), StandardCharsets.UTF_8)
            + "&fieldValidation=Strict&force="
            + mode.force()
            + (mode.dryRun() ? "&dryRun=All" : "");
    String verb = mode.dryRun() ? "validate " : "apply ";
    return send(
        "PATCH", ref.path() + query, "application/apply-patch+yaml", json(body), verb + ref);
  }

  /** Asks for deletion; a missing object is fine. */
  void delete(ObjectRef ref, String propagation) {
    Map<String, Object> options =
        Map.of("apiVersion", "v1", "kind", "DeleteOptions", "propagationPolicy", propagation);
    try {
      send("DELETE", ref.path(), "application/json", json(options), "delete " + ref);
    } catch (ApiFailure failure) {
      if (!failure.isNotFound()) {
        throw failure;
      }
    }
  }

  private Map<String, Object> send(
      String method, String path, String type, String body, String action) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(method, path, type, body, action);
      } catch (ApiFailure failure) {
        if (!failure.isTransient() || attempt == ATTEMPTS || !cancellation.pause(pause)) {
          throw failure;
        }
      }
      pause = pause.multipliedBy(2);
    }
  }

  private Map<String, Object> once(
      String method, String path, String type, String body, String action) {
    HttpRequest.Builder request =
        client
            .newHttpRequestBuilder()
            .uri(url + path)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    request.header("Accept", "application/json");
    if (!method.equals("GET")) {
      request.method(method, type, body);
    }
    HttpResponse<String> response = await(request.build(), action);
    Map<String, Object> answer = parse(response.body());
    if (!response.isSuccessful()) {
      throw new ApiFailure("cannot " + action, response.code(), answer);
    }
    return answer;
  }

  private HttpResponse<String> await(HttpRequest request, String action) {
    absence.ifPresent(
        reason -> {
          throw new Unreachable(reason);
        });
    try {
      // Cancelling never interrupts this: an unfinished write would leave an object nobody knows.
      return client.sendAsync(request, String.class).get();
    } catch (ExecutionException failure) {
      throw new Unreachable("cannot " + action, url, failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProviderFailure("interrupted: " + action, interrupted);
    }
  }

  private static Map<String, Object> parse(String text) {
    try {
      return Tree.plain(JSON.readValue(text, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException notJson) {
      // A proxy or a plain-text answer: shown as the message.
      return Map.of("message", text.strip());
    }
  }

  private static String json(Map<String, Object> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException failure) {
      throw new ProviderFailure("cannot write JSON: " + failure.getOriginalMessage(), failure);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
