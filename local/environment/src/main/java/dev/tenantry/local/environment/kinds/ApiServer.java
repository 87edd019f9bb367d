package dev.tenantry.local.environment.kinds;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.ProcessTable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * The embedded API server, as far as definitions of kinds go.
 *
 * <p>kubectl sends five requests a second, which for all definitions takes half a minute.
 */
public final class ApiServer {
  private static final String PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
  private static final String NAMES_ONLY =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final Pattern SERVED =
      Pattern.compile("\"type\":\"Established\",\"status\":\"True\"");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 100;
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final URI server;
  private final HttpClient client;

  /**
   * Talks to the server at this port of the loopback address.
   *
   * @param tls with the certificate of somebody who may write definitions
   */
  public ApiServer(int port, SSLContext tls) {
    this.server = URI.create("https://127.0.0.1:" + port);
    this.client = HttpClient.newBuilder().sslContext(tls).build();
  }

  /** Whether the server has definitions of all these names, old or new. */
  public boolean has(Set<String> names) {
    HttpRequest request = request(PATH).header("Accept", NAMES_ONLY).GET().build();
    String list = result(client.sendAsync(request, HttpResponse.BodyHandlers.ofString())).body();
    return names.stream().allMatch(name -> list.contains("\"name\":\"" + name + "\""));
  }

  /**
   * Gives the server these definitions and waits until it serves their kinds.
   *
   * @param definitions the text of each definition by its name
   */
  public String install(Map<String, String> definitions) {
    Map<String, CompletableFuture<HttpResponse<String>>> answers = new LinkedHashMap<>();
    definitions.forEach((name, text) -> answers.put(name, apply(name, text)));
    answers.forEach(
        (name, answer) -> {
          HttpResponse<String> response = result(answer);
          if (response.statusCode() != OK && response.statusCode() != CREATED) {
            throw new Failure("the API server refuses kind " + name + ": " + response.body());
          }
        });
    definitions.keySet().forEach(this::awaitServed);
    return definitions.size() + " kinds besides Kubernetes' own";
  }

  /** Server-side apply takes YAML as it is; what is there already stays as it is. */
  private CompletableFuture<HttpResponse<String>> apply(String name, String text) {
    HttpRequest request =
        request(PATH + name + "?fieldManager=local-environment&force=true")
            .header("Content-Type", "application/apply-patch+yaml")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(text))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private void awaitServed(String name) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    HttpRequest request = request(PATH + name).GET().build();
    while (!isServed(request)) {
      if (System.nanoTime() > deadline) {
        throw new Failure("kind " + name + " is not served after " + LIMIT.toSeconds() + " s");
      }
      ProcessTable.pause(POLL_MILLIS);
    }
  }

  private boolean isServed(HttpRequest request) {
    var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    return SERVED.matcher(result(answer).body()).find();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT);
  }

  private static HttpResponse<String> result(CompletableFuture<HttpResponse<String>> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new Failure("the API server does not take definitions of kinds", e);
    }
  }
}
