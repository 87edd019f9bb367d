package dev.tenantry.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The API server without kubectl between: one connection for thousands of questions.
 *
 * <p>{@link #withToken} sends no certificate. kubectl cannot do that with the administrator's
 * kubeconfig: beside a certificate the API server ignores a token.
 */
final class ApiServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final char[] NO_PASSWORD = {};

  private final JsonNode config;
  private final HttpClient client;
  private final List<String> headers;

  private ApiServer(JsonNode config, HttpClient client, List<String> headers) {
    this.config = config;
    this.client = client;
    this.headers = headers;
  }

  /** As the cluster's administrator. */
  static ApiServer asAdministrator(Environment environment) {
    String kubeconfig =
        environment
            .kubectl("config", "view", "--raw", "--minify", "--flatten", "-o", "json")
            .succeeded()
            .out();
    JsonNode config = read(kubeconfig);
    return new ApiServer(config, client(config, true), List.of());
  }

  /** As whoever the token says, and nobody else. */
  ApiServer withToken(String token) {
    return new ApiServer(
        config, client(config, false), List.of("Authorization", "Bearer " + token));
  }

  /** With the request to be taken for somebody else; refused unless the caller may impersonate. */
  ApiServer as(Subject subject) {
    List<String> more = new ArrayList<>(headers);
    more.addAll(List.of("Impersonate-User", subject.user()));
    subject.groups().forEach(group -> more.addAll(List.of("Impersonate-Group", group)));
    return new ApiServer(config, client, more);
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body the object, or a Status that explains a refusal
   */
  record Answer(int status, JsonNode body) {}

  /** Reads an object or a list. */
  JsonNode get(String path) {
    Answer answer = send(builder(path).GET().build());
    if (answer.status() != 200) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.body();
  }

  /** Sends any request; a refusal is an answer. */
  Answer send(String method, String path, String body) {
    return send(
        builder(path)
            .header("Content-Type", contentType(method))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Creates an object and returns what the server made of it. */
  JsonNode post(String path, JsonNode body) {
    Answer answer = send("POST", path, body.toString());
    if (answer.status() != 201) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.body();
  }

  private HttpRequest.Builder builder(String path) {
    String server = config.at("/clusters/0/cluster/server").asText();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request;
  }

  private static HttpClient client(JsonNode config, boolean certificate) {
    return HttpClient.newBuilder().sslContext(tls(config, certificate)).build();
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), read(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String contentType(String method) {
    return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }

  private static SSLContext tls(JsonNode config, boolean certificate) {
    try {
      JsonNode user = config.at("/users/0/user");
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, NO_PASSWORD);
      if (certificate) {
        Certificate[] chain = {certificate(user.path("client-certificate-data"))};
        keys.setKeyEntry("client", key(user.path("client-key-data")), NO_PASSWORD, chain);
      }
      KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
      own.init(keys, NO_PASSWORD);
      KeyStore authorities = KeyStore.getInstance("PKCS12");
      authorities.load(null, NO_PASSWORD);
      JsonNode authority = config.at("/clusters/0/cluster/certificate-authority-data");
      authorities.setCertificateEntry("authority", certificate(authority));
      TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
      trusted.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError("the kubeconfig's certificates cannot be used", e);
    }
  }

  private static Certificate certificate(JsonNode data) throws GeneralSecurityException {
    byte[] pem = Base64.getDecoder().decode(data.asText());
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem));
  }

  /** The environment writes EC keys in PKCS #8. */
  private static PrivateKey key(JsonNode data) throws GeneralSecurityException {
    String pem = new String(Base64.getDecoder().decode(data.asText()), StandardCharsets.US_ASCII);
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
