package dev.tenantry.provisioner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Passwords as versions of secrets in Google Secret Manager, over its REST API v1.
 *
 * <p>Adds, lists and destroys versions and reads none: the role {@code
 * secretmanager.secretVersionManager} on the one secret is enough. A version's value is the
 * password.
 */
final class SecretManagerCredentials implements CredentialStore {
  private static final int OK = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI api;
  private final URI metadata;

  /**
   * A client of one API.
   *
   * @param api such as {@code https://secretmanager.googleapis.com}
   * @param metadata the server that gives a pod its token, {@code http://metadata.google.internal}
   */
  SecretManagerCredentials(URI api, URI metadata) {
    this.api = api;
    this.metadata = metadata;
  }

  /** Google's own, from inside a pod. */
  static SecretManagerCredentials ofGoogle() {
    return new SecretManagerCredentials(
        URI.create("https://secretmanager.googleapis.com"),
        URI.create("http://metadata.google.internal"));
  }

  @Override
  public Optional<String> current(TenantDatabaseSpec.Credential place) {
    // Newest first, as the API says of this list.
    return enabled(place).stream().findFirst();
  }

  @Override
  public String write(TenantDatabaseSpec.Credential place, String password) {
    String data = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.US_ASCII));
    ObjectNode body = JSON.createObjectNode();
    body.putObject("payload").put("data", data);
    List<String> old = enabled(place);
    String version = versionOf(send("POST", secret(place) + ":addVersion", body.toString()));
    for (String one : old) {
      send("POST", secret(place) + "/versions/" + one + ":destroy", "{}");
    }
    return version;
  }

  private List<String> enabled(TenantDatabaseSpec.Credential place) {
    List<String> versions = new ArrayList<>();
    String query = "?filter=" + URLEncoder.encode("state:ENABLED", StandardCharsets.UTF_8);
    send("GET", secret(place) + "/versions" + query, "")
        .path("versions")
        .forEach(version -> versions.add(versionOf(version)));
    return versions;
  }

  private static String versionOf(JsonNode version) {
    String name = version.path("name").asText();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String secret(TenantDatabaseSpec.Credential place) {
    return "/v1/projects/" + place.project() + "/secrets/" + place.name();
  }

  private JsonNode send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = exchange(request);
    if (response.statusCode() != OK) {
      // The answer names the secret and the missing right, never a value.
      throw new SqlFailure(
          "Secret Manager answered "
              + response.statusCode()
              + " to "
              + method
              + " "
              + path
              + ": "
              + message(response.body()));
    }
    return parse(response.body());
  }

  private String token() {
    HttpRequest request =
        HttpRequest.newBuilder(
                metadata.resolve("/computeMetadata/v1/instance/service-accounts/default/token"))
            .timeout(TIMEOUT)
            .header("Metadata-Flavor", "Google")
            .build();
    HttpResponse<String> response = exchange(request);
    String token = parse(response.body()).path("access_token").asText();
    if (response.statusCode() != OK || token.isEmpty()) {
      throw new SqlFailure(
          "the metadata server gave no token: is the ServiceAccount bound to a Google service"
              + " account?");
    }
    return token;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new SqlFailure("cannot reach " + request.uri().getHost(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlFailure("interrupted", e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new SqlFailure("an answer is no JSON", e);
    }
  }

  private static String message(String body) {
    try {
      return JSON.readTree(body).path("error").path("message").asText();
    } catch (IOException e) {
      return "no message";
    }
  }
}
