package dev.tenantry.agentimage.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.tenantry.agentimage.resilience.CallFailure;
import dev.tenantry.agentimage.resilience.CallFailure.Kind;
import dev.tenantry.agentimage.settings.SecretFile;
import dev.tenantry.agentimage.telemetry.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * HTTP to the gateway, in the calling thread.
 *
 * <p>It reads the token anew for each request, hands the trace on, keeps what the gateway says
 * about trying again, and never follows a redirect: the token would go along.
 */
final class GatewayClient implements HttpClient {
  static final String NAME = "model";
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** An answer that is no stream; embeddings of a batch fit well. */
  private static final int BODY_MAX = 32 << 20;

  private final java.net.http.HttpClient client =
      java.net.http.HttpClient.newBuilder()
          .version(java.net.http.HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .build();
  private final SecretFile token;
  private final ThreadLocal<CallWatch> watch = new ThreadLocal<>();

  GatewayClient(SecretFile token) {
    this.token = token;
  }

  /** Makes all requests of the calling thread end when the watch says so. */
  void with(CallWatch one, Runnable call) {
    watch.set(one);
    try {
      call.run();
    } finally {
      watch.remove();
    }
  }

  /** What langchain4j asks for; the time limits are the watch's. */
  HttpClientBuilder builder() {
    return new HttpClientBuilder() {
      @Override
      public Duration connectTimeout() {
        return CONNECT;
      }

      @Override
      public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
      }

      @Override
      public Duration readTimeout() {
        return null;
      }

      @Override
      public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
      }

      @Override
      public HttpClient build() {
        return GatewayClient.this;
      }
    };
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    CallWatch now = watch.get();
    HttpResponse<InputStream> response = send(request, now);
    try (InputStream body = now.watch(response.body())) {
      byte[] bytes = body.readNBytes(BODY_MAX);
      return SuccessfulHttpResponse.builder()
          .statusCode(response.statusCode())
          .headers(response.headers().map())
          .body(new String(bytes, StandardCharsets.UTF_8))
          .build();
    } catch (IOException problem) {
      throw broken(now, problem);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    CallWatch now = watch.get();
    HttpResponse<InputStream> response = send(request, now);
    listener.onOpen(
        SuccessfulHttpResponse.builder()
            .statusCode(response.statusCode())
            .headers(response.headers().map())
            .build());
    parser.parse(now.watch(response.body()), listener);
    if (now.ended() != null) {
      throw CallFailure.of(NAME, now.ended(), null);
    }
    listener.onClose();
  }

  private HttpResponse<InputStream> send(HttpRequest request, CallWatch now) {
    var builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(now.patience())
            .method(request.method().name(), BodyPublishers.ofString(request.body()));
    request.headers().forEach((name, values) -> values.forEach(one -> builder.header(name, one)));
    builder.setHeader("Authorization", "Bearer " + token.read());
    Traces.headers().forEach(builder::setHeader);
    HttpResponse<InputStream> response;
    try {
      response = client.send(builder.build(), BodyHandlers.ofInputStream());
    } catch (IOException problem) {
      throw broken(now, problem);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CallFailure.of(NAME, Kind.ABANDONED, stopped);
    }
    if (response.statusCode() / 100 != 2) {
      refuse(response);
    }
    return response;
  }

  /** The body of a refusal is not read: it may quote the prompt. */
  private static void refuse(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException problem) {
      // The status tells enough.
    }
    throw CallFailure.status(
        NAME,
        response.statusCode(),
        response.headers().firstValue("Retry-After").flatMap(GatewayClient::seconds),
        Optional.empty());
  }

  private static CallFailure broken(CallWatch now, IOException problem) {
    if (now.ended() != null) {
      return CallFailure.of(NAME, now.ended(), problem);
    }
    boolean late = problem instanceof java.net.http.HttpTimeoutException;
    return CallFailure.of(NAME, late ? Kind.TIMED_OUT : Kind.UNAVAILABLE, problem);
  }

  /** A date instead of seconds is allowed too, and no gateway sends one; then nothing is said. */
  private static Optional<Duration> seconds(String header) {
    try {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())));
    } catch (NumberFormatException problem) {
      return Optional.empty();
    }
  }
}
